#pragma once
/// A pack opened in this process (store/pack.hpp is for all others).

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "h5/file.hpp"
#include "store/record.hpp"

namespace assay::store {

inline constexpr const char* kPackedStatus = "packed";  ///< in the seal of a pack

/// Throws as Pack does.
class PackFile {
 public:
  explicit PackFile(const std::filesystem::path& file);

  const std::vector<std::string>& names() const { return names_; }
  Record read(const std::string& name) const;
  Record read_summary(const std::string& name) const;
  std::string result(const std::string& name) const;

 private:
  h5::Reader group(const std::string& name) const;

  std::filesystem::path file_;
  std::unique_ptr<h5::Reader> reader_;
  std::vector<std::string> names_;
};

}  // namespace assay::store
