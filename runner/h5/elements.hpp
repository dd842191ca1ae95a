#pragma once
/// The numbers of an Array as HDF5 stores them: little-endian, of the type they have in memory.

#include <string>

#include "base/array.hpp"
#include "h5/handle.hpp"

namespace assay::h5 {

/// Identifiers that libhdf5 owns.
struct ElementType {
  hid_t file, memory;
};
ElementType element_type(const Array::Numbers& numbers);

std::size_t element_bytes(const Array::Numbers& numbers);

/// Reads all numbers of an open data set whose type is an integer or floating-point type of at most 8 bytes, or
/// that of truth values. Throws
/// Error where a number does not fit into std::int64_t.
Array::Numbers read_numbers(hid_t dataset, hid_t type, std::size_t count, const std::string& path);

}  // namespace assay::h5
