#include "cli/winners.hpp"

#include <algorithm>
#include <set>

#include "base/failure.hpp"
#include "store/trial_table.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

std::vector<store::TrialTable> tables_beside(const std::vector<fs::path>& files) {
  std::set<fs::path> folders;
  for (const auto& file : files) folders.insert(file.parent_path());
  std::vector<store::TrialTable> tables;
  for (const auto& folder : folders)
    for (auto& table : store::trial_tables(folder)) tables.push_back(std::move(table));
  return tables;
}

void refuse_searched(const compare::Tuning& tuning, const std::vector<std::string>& asked) {
  for (const auto& axis : asked)
    if (tuning.is_searched(axis))
      throw Failure(ExitCode::usage,
                    "'" + axis +
                        "' was searched: its values are trials of a search, which looks longest where it "
                        "found the best, and no arms; sweep over it to compare them");
}

}  // namespace

void leave_winners(Selection& selection, const std::string& metric, const std::vector<std::string>& asked) {
  selection.tuning = compare::tuning_of(selection.runs, tables_beside(selection.files), metric);
  if (!selection.tuning) return;
  refuse_searched(*selection.tuning, asked);
  std::vector<store::Record> runs;
  std::vector<fs::path> files;
  for (const std::size_t place : compare::winners(*selection.tuning, selection.runs)) {
    runs.push_back(selection.runs[place]);
    files.push_back(selection.files[place]);
  }
  compare::forget_searched(*selection.tuning, selection.runs, runs);
  selection.runs = std::move(runs);
  selection.files = std::move(files);
}

void forget_searched(const Selection& selection, store::Record& run) {
  if (!selection.tuning) return;
  const auto summary = std::ranges::find(selection.runs, run.id, &store::Record::id);
  if (summary == selection.runs.end()) return;
  run.axes = summary->axes;
  run.config_leaves = summary->config_leaves;
}

}  // namespace assay::cli
