// A pair of IDX files. The first two bytes are the length of the images' file; the labels' follows it.
#include <algorithm>

#include "data_source.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t images = std::min<std::size_t>(size - 2, data[0] * std::size_t{256} + data[1]);
  assay::fuzz::written("images", assay::fuzz::text_of(data + 2, images));
  assay::fuzz::written("labels", assay::fuzz::text_of(data + 2 + images, size - 2 - images));
  assay::fuzz::load_or_refuse("{source: idx, images: images, labels: labels}", images % 2 == 1);
  return 0;
}
