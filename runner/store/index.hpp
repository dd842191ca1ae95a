#pragma once
/// `index.h5`: the facts of a folder's runs beside their files, so that thousands of them need not be opened. Never the
/// truth: it may be deleted at any time, and what it says of a file holds only while size, time and inode of that file
/// are the same. Sealed as run files are (seal.hpp); a broken one counts as missing. Its inside is this program's own
/// affair and changes without notice.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/facts.hpp"
#include "store/index_file.hpp"
#include "store/stamped_files.hpp"

namespace assay::store {

/// An index that was read: its files now, its columns when they are asked for.
class Index final : public FactSource {
 public:
  /// Null where there is none, or a broken one, or one of another version.
  static std::unique_ptr<Index> read(const std::filesystem::path& folder);

  const std::vector<StampedFile>& files() const { return files_; }
  std::vector<std::string> names() const override { return names_; }
  /// Throws Failure(results) where the column is damaged.
  const Facts* find(const std::string& name) const override;

 private:
  Index(std::filesystem::path folder, std::vector<StampedFile> files, std::vector<std::string> names)
      : folder_(std::move(folder)), files_(std::move(files)), names_(std::move(names)) {}

  std::filesystem::path folder_;
  std::vector<StampedFile> files_;
  std::vector<std::string> names_;
  mutable std::map<std::string, Facts> loaded_;
};

/// Replaces the index. Throws Failure(results) where the folder cannot be written to.
void write_index(const std::filesystem::path& folder, const std::vector<StampedFile>& files,
                 const std::vector<std::pair<std::string, Facts>>& columns);

}  // namespace assay::store
