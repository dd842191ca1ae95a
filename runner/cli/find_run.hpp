#pragma once
/// One stored run, as people name it.

#include <filesystem>
#include <string>

namespace assay::cli {

/// The file of a run given by its path, or by the beginning of its name or id among the results. Throws Failure(usage)
/// where there is none, or more than one.
std::filesystem::path find_run(const std::string& word, const std::string& results);

}  // namespace assay::cli
