#pragma once
/// Which libraries may enter the program. One that was never seen, by the hash of its bytes, is looked at from outside
/// and then loaded in a child process, where it may crash, leave, throw or hang without harm. What came of it is kept
/// in the cache, so that a library seen before costs a look at its date.

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace assay::registry {

/// Kind and name.
using ComponentName = std::pair<std::string, std::string>;

/// What is known of a library that is not open.
struct KnownLibrary {
  std::string fault;  ///< why it must not be loaded: a sentence without the file's name; empty: nothing is against it
  std::vector<ComponentName> components;  ///< as remember_components() was told; empty: it was never loaded
};

/// A library that merely does not load (a missing symbol) has no fault here; loading it tells.
std::map<std::filesystem::path, KnownLibrary> look_at(std::span<const std::filesystem::path> files);

/// Keeps what loaded libraries hold, so that the next program need not open those whose components it does not use.
void remember_components(const std::map<std::filesystem::path, std::vector<ComponentName>>& loaded);

}  // namespace assay::registry
