#pragma once
/// An index opened in this process (store/index.hpp is for all others).

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "h5/file.hpp"
#include "store/facts.hpp"
#include "store/stamped_files.hpp"

namespace assay::store {

inline constexpr const char* kIndexName = "index.h5";

/// A column's values, and for each file which of them it has.
using IndexColumn = std::pair<std::vector<Fact>, std::vector<std::uint32_t>>;

class IndexFile {
 public:
  /// Null where there is none, or a broken one, or one of another version.
  static std::unique_ptr<IndexFile> read(const std::filesystem::path& folder);

  const std::vector<StampedFile>& files() const { return files_; }
  const std::vector<std::string>& names() const { return names_; }
  /// Throws Error where it has none, or one that does not fit its files.
  IndexColumn column(const std::string& name) const;

 private:
  explicit IndexFile(std::unique_ptr<h5::Reader> reader);

  std::unique_ptr<h5::Reader> reader_;
  std::vector<StampedFile> files_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace assay::store
