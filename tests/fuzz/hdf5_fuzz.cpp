// A user's HDF5 file with the arrays /x and /y.
#include "data_source.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::written("arrays.h5", assay::fuzz::text_of(data, size));
  assay::fuzz::load_or_refuse("{source: hdf5, file: arrays.h5}", size % 2 == 1);
  return 0;
}
