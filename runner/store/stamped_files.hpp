#pragma once
/// The run files of a folder with what tells whether one has changed, without opening them.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace assay::store {

/// By which a file is recognised without opening it.
struct Stamp {
  std::int64_t bytes = 0, modified = 0, inode = 0;  ///< `modified` in nanoseconds

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

struct StampedFile {
  std::string name;
  Stamp stamp;

  friend bool operator==(const StampedFile&, const StampedFile&) = default;
};

/// The run files of a folder; sorted by name. Throws Failure(results) where it cannot be listed.
std::vector<StampedFile> stamped_files(const std::filesystem::path& folder);

}  // namespace assay::store
