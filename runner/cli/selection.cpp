#include "cli/selection.hpp"

#include "base/log.hpp"
#include "store/run_file.hpp"

namespace assay::cli {
namespace fs = std::filesystem;

Selection select(const Words& words) {
  Selection selection;
  std::vector<fs::path> files;
  for (const auto& word : words.empty() ? Words{"results"} : words) {
    std::error_code error;
    if (fs::is_regular_file(word, error)) {
      files.emplace_back(word);
      continue;
    }
    for (const auto& file : store::run_files(word)) files.push_back(file);
  }
  for (const auto& file : files) {
    try {
      selection.runs.push_back(store::read_summary(file));
      selection.files.push_back(file);
    } catch (const Failure& failure) {
      selection.damaged.emplace_back(failure.what());
      log::warning(failure.what());
    }
  }
  return selection;
}

}  // namespace assay::cli
