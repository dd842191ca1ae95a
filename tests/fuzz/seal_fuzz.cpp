// The first bytes of a file that may be a run.
#include <cstddef>
#include <span>

#include "fuzz.hpp"
#include "store/foreign.hpp"
#include "store/seal.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  assay::fuzz::read_or_refuse([&] { assay::store::find_seal(bytes); });
  assay::fuzz::read_or_refuse([&] { assay::store::check_seal(bytes); });
  assay::store::looks_foreign(bytes);
  return 0;
}
