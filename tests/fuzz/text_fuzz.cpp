// A text for a language model, plain or gzip.
#include "data_source.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::written("text", assay::fuzz::text_of(data, size));
  assay::fuzz::load_or_refuse("{source: text, file: text, window: 3}", size % 2 == 1);
  return 0;
}
