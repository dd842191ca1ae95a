// A table of numbers or words. The first byte chooses how its columns are read, the rest is the file.
#include <array>
#include <string>

#include "data_source.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::array<std::string, 6> kLayouts{
      "{source: csv, file: numbers.csv}",
      "{source: csv, file: numbers.csv, target: y}",
      "{source: csv, file: numbers.csv, target: '1', delimiter: ';'}",
      "{source: csv, file: numbers.csv, target: none, delimiter: ' '}",
      "{source: csv, file: numbers.csv, targets: classes}",
      "{source: sunspots, file: numbers.csv, window: 2}",
  };
  if (size == 0) return 0;
  assay::fuzz::written("numbers.csv", assay::fuzz::text_of(data + 1, size - 1));
  assay::fuzz::load_or_refuse(kLayouts.at(data[0] % kLayouts.size()), data[0] >= 128);
  return 0;
}
