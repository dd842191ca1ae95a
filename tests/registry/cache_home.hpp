#pragma once
/// A cache of one's own for a test, empty at its start.

#include <cstdlib>
#include <filesystem>

#include "temporary_folder.hpp"

namespace assay::testing_support {

class CacheHome {
 public:
  CacheHome() { setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1); }
  ~CacheHome() { unsetenv("XDG_CACHE_HOME"); }

  std::filesystem::path folder() const { return folder_ / "assay"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace assay::testing_support
