#pragma once
/// HDF5 behind a small interface: files are built in memory and read from memory, so libhdf5 never touches the disk.
/// The only room that links HDF5. A Writer or Reader belongs to the thread that made it.

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

/// On disk a bool is an unsigned byte and a text a variable-length UTF-8 string, for HDF5 has no truth values.
using Attribute = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

inline constexpr std::size_t kUserBlock = 512;

/// Builds a file in memory. Paths are absolute ("/metrics/epoch"); groups on the way are made. Throws Error.
/// Equal calls in equal order give equal bytes: no times are stored. Bytes that are not UTF-8, and NUL, which would end
/// an HDF5 text, become U+FFFD.
class Writer {
 public:
  Writer();
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Makes beforehand what every file begins with. The next Writer takes it, in this process and in each one forked
  /// from it: half a megabyte of tables that workers need not fill themselves.
  static void prepare();

  /// A writer of the same file whose paths start from a group, which is made: there "/" is that group. It writes no
  /// longer than this one lives, and has no finish().
  Writer within(const std::string& group);

  /// `members` is how many objects the group will hold, where that may be several hundred: groups that grow so large
  /// unannounced take seconds.
  void group(const std::string& path, std::size_t members = 0);
  void write(const std::string& path, const Array& array);
  void write(const std::string& path, const std::string& text);
  /// On a group or data set that exists; "/" for the file itself.
  void attribute(const std::string& path, const std::string& name, const Attribute& value);
  /// Declares the data set `scale` the coordinate along the first axis of the data set `path` (dimension scales, by
  /// which viewers and xarray label axes).
  void scale(const std::string& path, const std::string& scale);

  /// The finished file, opening with an empty user block of kUserBlock bytes for the caller to fill. Nothing can be
  /// written afterwards.
  std::vector<std::byte> finish();

 private:
  struct Impl;
  Writer(std::shared_ptr<Impl> impl, std::string root);
  std::string at(const std::string& path) const { return path == "/" && !root_.empty() ? root_ : root_ + path; }

  std::shared_ptr<Impl> impl_;
  std::string root_;  ///< "/runs/fnn-3f2a", or empty
};

/// Reads a file from its bytes in memory. Refuses, with an Error that names the object, what our files never hold and
/// what could reach outside of the file: soft and external links, external storage, virtual data sets, foreign filters,
/// sizes beyond 4 GB, types other than numbers and strings. Only objects that are asked for are looked at. Not for
/// several hundred thousand objects.
class Reader {
 public:
  /// Copies the bytes. `name` stands for the file in messages, which all begin with it.
  Reader(std::span<const std::byte> bytes, std::string name);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// A reader of the same file whose paths start from a group: there "/" is that group.
  Reader within(const std::string& group) const;

  const std::string& name() const;

  bool has(const std::string& path) const;
  bool is_group(const std::string& path) const;
  /// Names in a group, in the order in which they were written where the file tells it (ours do), else sorted.
  std::vector<std::string> names(const std::string& group) const;

  /// Unsigned bytes and both floating-point types of C++ stay what they are; half precision becomes float, every other
  /// integer std::int64_t, truth values (h5py's enumeration FALSE, TRUE) unsigned bytes.
  Array array(const std::string& path) const;
  Shape shape(const std::string& path) const;
  bool is_text(const std::string& path) const;
  std::string text(const std::string& path) const;

  std::optional<Attribute> attribute(const std::string& path, const std::string& name) const;
  /// Names of the attributes that attribute() can give (not arrays of numbers, references and the like); ordered as in
  /// names().
  std::vector<std::string> attributes(const std::string& path) const;

 private:
  struct Impl;
  Reader(std::shared_ptr<Impl> impl, std::string root);
  std::string at(const std::string& path) const { return path == "/" && !root_.empty() ? root_ : root_ + path; }

  std::shared_ptr<Impl> impl_;
  std::string root_;  ///< "/runs/fnn-3f2a", or empty
};

}  // namespace assay::h5
