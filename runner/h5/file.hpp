#pragma once
/// HDF5 behind a small interface: files are built in memory and read from memory, so libhdf5 never touches the disk.
/// The only room that links HDF5.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/array.hpp"

namespace assay::h5 {

using Attribute = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// Builds a file in memory. Paths are absolute ("/metrics/epoch"); groups on the way are made. Throws Error.
/// Equal calls in equal order give equal bytes: no times are stored.
class Writer {
 public:
  Writer();
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void group(const std::string& path);
  void write(const std::string& path, const Array& array);
  void write(const std::string& path, const std::string& text);
  /// On a group or data set that exists; "/" for the file itself.
  void attribute(const std::string& path, const std::string& name, const Attribute& value);

  /// The finished file, opening with an empty user block of 512 bytes for the caller to fill; the writer is empty
  /// afterwards.
  std::vector<std::byte> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads a file from its bytes in memory. Refuses, with an Error that names the object, what our files never hold and
/// what could reach outside of the file: soft and external links, external storage, virtual data sets, foreign filters,
/// sizes beyond 4 GB, types other than numbers and strings.
class Reader {
 public:
  /// `name` stands for the file in messages.
  Reader(std::span<const std::byte> bytes, std::string name);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool has(const std::string& path) const;
  /// Names in a group, in the order in which they were written.
  std::vector<std::string> names(const std::string& group) const;
  Array array(const std::string& path) const;
  Shape shape(const std::string& path) const;
  std::string text(const std::string& path) const;
  std::optional<Attribute> attribute(const std::string& path, const std::string& name) const;
  std::vector<std::string> attributes(const std::string& path) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace assay::h5
