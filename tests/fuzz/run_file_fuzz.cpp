// A run file whose contents are anything: its seal and its superblock's checksum are put right here, so that what is
// read is what lies behind them. A first byte of 1 makes it a pack.
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "fuzz.hpp"
#include "h5/file.hpp"
#include "h5/superblock.hpp"
#include "store/pack.hpp"
#include "store/run_file.hpp"
#include "store/seal.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::vector<std::byte> file(assay::h5::kUserBlock);
  const auto contents = std::as_bytes(std::span(data + 1, size - 1));
  file.insert(file.end(), contents.begin(), contents.end());
  assay::fuzz::read_or_refuse([&] { assay::h5::repair_superblock(std::span(file).subspan(assay::h5::kUserBlock)); });
  const bool pack = data[0] == 1;
  assay::store::put_seal(file, {"3f2a91c07b5e6d48", pack ? "packed" : "complete", std::string(64, '0'), {}, 0});
  const auto path = assay::fuzz::written(
      "run.h5", assay::fuzz::text_of(reinterpret_cast<const std::uint8_t*>(file.data()), file.size()));
  if (pack)
    assay::fuzz::read_or_refuse([&] {
      const assay::store::Pack runs(path);
      for (const auto& name : runs.names()) runs.read(name);
    });
  assay::fuzz::read_or_refuse([&] { assay::store::read(path); });
  assay::fuzz::read_or_refuse([&] { assay::store::read_summary(path); });
  return 0;
}
