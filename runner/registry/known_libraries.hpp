#pragma once
/// Which libraries may enter the program. One that was never seen, by the hash of its bytes, is looked at from outside
/// and then loaded in a child process, where it may crash, leave, throw or hang without harm. What came of it is kept
/// in the cache, so that a library seen before costs a look at its date.

#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace assay::registry {

/// Why each of the files must not be loaded: a sentence without the file's name, empty where nothing is against it.
/// A library that merely does not load (a missing symbol) is not told here; loading it tells.
std::map<std::filesystem::path, std::string> faults_of(std::span<const std::filesystem::path> files);

}  // namespace assay::registry
