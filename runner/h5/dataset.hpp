#pragma once
/// A data set opened for reading: the gate before libhdf5 reads its elements, for it would load filters by number,
/// fetch elements from other files and allocate whatever a header says.

#include <cstdint>
#include <string>
#include <vector>

#include "h5/handle.hpp"

namespace assay::h5 {

inline constexpr std::uint64_t kLargest = std::uint64_t{1} << 32;       ///< bytes of one data set
inline constexpr std::uint64_t kLargestChunk = std::uint64_t{1} << 28;  ///< bytes of one chunk
inline constexpr std::uint64_t kMostChunks = std::uint64_t{1} << 20;    ///< of one data set
inline constexpr std::uint64_t kManyChunks = std::uint64_t{1} << 16;    ///< so many have to be written ones

struct Dataset {
  Handle dataset, type, space;
  std::vector<hsize_t> extents;
  std::uint64_t count = 1;  ///< of its elements

  bool is_text() const { return H5Tget_class(type) == H5T_STRING; }
};

/// Whether these are truth values as h5py writes them: an enumeration FALSE, TRUE in bytes.
bool is_truth(hid_t type);

/// Throws Error where the elements lie outside of the file, are packed by a filter other than gzip, shuffle and
/// fletcher32, are neither numbers, truth values nor texts, or are too many.
Dataset open_dataset(hid_t file, const std::string& path);

}  // namespace assay::h5
