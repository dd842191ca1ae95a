#pragma once
/// Loads libraries in a child process, to see what their own code does on the way in.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace assay::registry {

/// For each file what is wrong with loading it ("it crashes (SIGSEGV) while it is loaded"), empty where all is well.
/// One child tries many; after an accident the next goes on behind the culprit.
std::vector<std::string> trouble_of_loading(std::span<const std::filesystem::path> files);

}  // namespace assay::registry
