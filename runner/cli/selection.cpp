#include "cli/selection.hpp"

#include "base/log.hpp"
#include "store/run_file.hpp"
#include "store/summaries.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

void add_file(Selection& selection, const fs::path& file) {
  try {
    selection.runs.push_back(store::read_summary(file));
    selection.files.push_back(file);
  } catch (const Failure& failure) {
    selection.damaged.emplace_back(failure.what());
  }
}

void add_folder(Selection& selection, const store::Summaries& folder) {
  for (std::size_t run = 0; run < folder.size(); ++run) {
    selection.runs.push_back(folder.record(run));
    selection.files.push_back(folder.file(run));
  }
  for (const auto& what : folder.damaged()) selection.damaged.push_back(what);
}

}  // namespace

Selection select(const Words& words) {
  Selection selection;
  for (const auto& word : words.empty() ? Words{"results"} : words) {
    std::error_code error;
    if (fs::is_regular_file(word, error))
      add_file(selection, word);
    else
      for (const auto& folder : store::summaries(word)) add_folder(selection, folder);
  }
  for (const auto& what : selection.damaged) log::warning(what);
  return selection;
}

}  // namespace assay::cli
