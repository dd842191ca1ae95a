#pragma once
/// HDF5 files as strangers make them, built in memory with libhdf5 itself: what our own writer never writes.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <hdf5.h>

#include "h5/handle.hpp"
#include "h5/library.hpp"

namespace assay::h5 {

/// The bytes of a file (with libhdf5's oldest format, as h5py writes by default) after `fill` has put things into it.
inline std::vector<std::byte> foreign_file(const std::function<void(hid_t file)>& fill) {
  start_library();
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make", "properties");
  check(H5Pset_fapl_core(access, 1 << 16, false), "set", "properties");
  const Handle file(H5Fcreate(memory_name().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, "make", "file");
  fill(file);
  check(H5Fflush(file, H5F_SCOPE_GLOBAL), "finish", "file");
  std::vector<std::byte> bytes(static_cast<std::size_t>(check(H5Fget_file_image(file, nullptr, 0), "finish", "file")));
  check(H5Fget_file_image(file, bytes.data(), bytes.size()), "finish", "file");
  return bytes;
}

inline Handle simple_space(const std::vector<hsize_t>& extents) {
  return {H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), H5Sclose, "make", "space"};
}

/// A data set of `type` and `extents`; nothing is written where `values` is null.
inline void put(hid_t file, const char* path, hid_t type, const std::vector<hsize_t>& extents,
                const void* values = nullptr, hid_t memory_type = -1, hid_t properties = H5P_DEFAULT) {
  const Handle space = simple_space(extents);
  const Handle dataset(H5Dcreate2(file, path, type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose, "make",
                       path);
  if (values)
    check(H5Dwrite(dataset, memory_type < 0 ? type : memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write",
          path);
}

inline Handle dataset_creation() { return {H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make", "properties"}; }

}  // namespace assay::h5
