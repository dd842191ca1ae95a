#pragma once
/// A cache of one's own for a test, empty at its start.

#include <cstdlib>
#include <filesystem>
#include <string>

#include <unistd.h>

namespace assay::testing_support {

class CacheHome {
 public:
  CacheHome() : folder_(std::filesystem::temp_directory_path() / ("assay_cache_" + std::to_string(getpid()))) {
    std::filesystem::remove_all(folder_);
    setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  }
  ~CacheHome() {
    unsetenv("XDG_CACHE_HOME");
    std::filesystem::remove_all(folder_);
  }
  CacheHome(const CacheHome&) = delete;
  CacheHome& operator=(const CacheHome&) = delete;

  std::filesystem::path folder() const { return folder_ / "assay"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace assay::testing_support
