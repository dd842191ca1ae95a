#pragma once
/// `index.h5`: the facts of a folder's runs beside their files, so that thousands of them need not be opened. Never the
/// truth: it may be deleted at any time, and what it says of a file holds only while size, time and inode of that file
/// are the same. Sealed as run files are (seal.hpp); a broken one counts as missing. Its inside is this program's own
/// affair and changes without notice.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "h5/file.hpp"
#include "store/facts.hpp"
#include "store/stamped_files.hpp"

namespace assay::store {

inline constexpr const char* kIndexName = "index.h5";

/// An index that was read: its files now, its columns when they are asked for.
class Index final : public FactSource {
 public:
  /// Empty where there is none, or a broken one, or one of another version.
  static std::unique_ptr<Index> read(const std::filesystem::path& folder);

  const std::vector<StampedFile>& files() const { return files_; }
  std::vector<std::string> names() const override { return names_; }
  const Facts* find(const std::string& name) const override;

 private:
  explicit Index(std::unique_ptr<h5::Reader> reader);

  std::unique_ptr<h5::Reader> reader_;
  std::vector<StampedFile> files_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> places_;
  mutable std::map<std::string, Facts> loaded_;
};

/// Replaces the index. Throws Failure(results) where the folder cannot be written to.
void write_index(const std::filesystem::path& folder, const std::vector<StampedFile>& files,
                 const std::vector<std::pair<std::string, Facts>>& columns);

}  // namespace assay::store
