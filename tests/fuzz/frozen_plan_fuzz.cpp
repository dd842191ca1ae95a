// The plan that a cluster's tasks read.
#include "fuzz.hpp"
#include "launch/frozen_plan.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = assay::fuzz::written("plan.json", assay::fuzz::text_of(data, size));
  assay::fuzz::read_or_refuse([&] { assay::launch::read_plan(file); });
  return 0;
}
