#include "h5/elements.hpp"

#include <algorithm>
#include <limits>

#include <assay/error.hpp>

namespace assay::h5 {
namespace {

ElementType type_of(const std::vector<float>&) { return {H5T_IEEE_F32LE, H5T_NATIVE_FLOAT}; }
ElementType type_of(const std::vector<double>&) { return {H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE}; }
ElementType type_of(const std::vector<std::int64_t>&) { return {H5T_STD_I64LE, H5T_NATIVE_INT64}; }
ElementType type_of(const std::vector<std::uint8_t>&) { return {H5T_STD_U8LE, H5T_NATIVE_UINT8}; }

template <class T>
std::vector<T> read_as(hid_t dataset, hid_t memory_type, std::size_t count, const std::string& path) {
  std::vector<T> numbers(count);
  check(H5Dread(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()), "read", path);
  return numbers;
}

/// Read as they are and checked, for libhdf5's conversion would clip them silently.
std::vector<std::int64_t> read_large_unsigned(hid_t dataset, std::size_t count, const std::string& path) {
  const auto numbers = read_as<std::uint64_t>(dataset, H5T_NATIVE_UINT64, count, path);
  const auto largest = std::max_element(numbers.begin(), numbers.end());
  if (largest != numbers.end() && *largest > std::numeric_limits<std::int64_t>::max())
    throw Error("'" + path + "' holds " + std::to_string(*largest) + ", more than 2^63 - 1");
  return {numbers.begin(), numbers.end()};
}

std::vector<std::uint8_t> read_truths(hid_t dataset, hid_t type, std::size_t count, const std::string& path) {
  auto truths = read_as<std::uint8_t>(dataset, type, count, path);
  if (std::ranges::any_of(truths, [](std::uint8_t truth) { return truth > 1; }))
    throw Error("'" + path + "' holds truth values other than 0 and 1");
  return truths;
}

}  // namespace

ElementType element_type(const Array::Numbers& numbers) {
  return std::visit([](const auto& v) { return type_of(v); }, numbers);
}

std::size_t element_bytes(const Array::Numbers& numbers) {
  return std::visit([](const auto& v) { return sizeof v[0]; }, numbers);
}

Array::Numbers read_numbers(hid_t dataset, hid_t type, std::size_t count, const std::string& path) {
  const std::size_t bytes = H5Tget_size(type);
  if (H5Tget_class(type) == H5T_FLOAT) {
    if (bytes <= sizeof(float)) return read_as<float>(dataset, H5T_NATIVE_FLOAT, count, path);
    return read_as<double>(dataset, H5T_NATIVE_DOUBLE, count, path);
  }
  if (H5Tget_class(type) == H5T_ENUM) return read_truths(dataset, type, count, path);
  const bool is_unsigned = H5Tget_sign(type) == H5T_SGN_NONE;
  if (is_unsigned && bytes == 1) return read_as<std::uint8_t>(dataset, H5T_NATIVE_UINT8, count, path);
  if (is_unsigned && bytes == 8) return read_large_unsigned(dataset, count, path);
  return read_as<std::int64_t>(dataset, H5T_NATIVE_INT64, count, path);
}

}  // namespace assay::h5
