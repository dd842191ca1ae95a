#include "cli/selection.hpp"

#include <algorithm>
#include <set>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "store/pack.hpp"
#include "store/run_file.hpp"
#include "store/summaries.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

void add_file(Selection& selection, const fs::path& file) {
  try {
    selection.runs.push_back(store::RunReader().read_summary(file));
    selection.files.push_back(file);
  } catch (const Failure& failure) {
    selection.damaged.emplace_back(failure.what());
  }
}

/// A run that cannot be read does not hide the others.
void add_pack(Selection& selection, const fs::path& file) {
  try {
    const store::Pack pack(file);
    for (const auto& name : pack.names()) {
      try {
        selection.runs.push_back(pack.read_summary(name));
        selection.files.push_back(file / name);
      } catch (const Failure& failure) {
        selection.damaged.emplace_back(failure.what());
      }
    }
  } catch (const Failure& failure) {
    selection.damaged.emplace_back(failure.what());
  }
}

void add_run(Selection& selection, const store::Summaries& folder, std::size_t run) {
  selection.runs.push_back(folder.record(run));
  selection.files.push_back(folder.file(run));
}

void add_damaged_of(Selection& selection, const store::Summaries& folder) {
  for (const auto& what : folder.damaged()) selection.damaged.push_back(what);
}

/// Thousands of runs are judged by what the queries ask of them, before the records of the few are made.
void add_chosen(Selection& selection, const store::Summaries& folder, const std::vector<store::Query>& queries) {
  std::vector<std::string> names;
  for (const auto& query : queries)
    for (auto& name : query.names()) names.push_back(std::move(name));
  store::Sketcher sketcher = folder.sketcher(names);
  const store::Runs runs(folder.size(), [&](std::size_t run) -> const store::Record& { return sketcher.draw(run); });
  std::vector<std::size_t> held(runs.count);
  std::set<std::size_t> damaged;
  const auto curves = [&](std::size_t run) -> std::vector<store::Column> {
    try {
      return store::read(folder.file(run)).metrics;
    } catch (const Failure& failure) {
      if (damaged.insert(run).second) selection.damaged.emplace_back(failure.what());
      return {};
    }
  };
  for (const auto& query : queries) {
    for (const std::size_t run : query.select(runs, curves)) ++held[run];
    for (auto& name : query.outcomes(runs)) selection.chosen_by.push_back(std::move(name));
  }
  for (std::size_t run = 0; run < held.size(); ++run)
    if (held[run] == queries.size() && !damaged.contains(run)) add_run(selection, folder, run);
  add_damaged_of(selection, folder);
}

}  // namespace

Selection select(const Words& words) {
  Selection selection;
  for (const auto& word : words.empty() ? Words{"results"} : words) {
    std::error_code error;
    if (store::is_pack(word))
      add_pack(selection, word);
    else if (fs::is_regular_file(word, error) || store::is_packed(word))
      add_file(selection, word);
    else
      for (const auto& folder : store::summaries(word)) {
        for (std::size_t run = 0; run < folder.size(); ++run) add_run(selection, folder, run);
        add_damaged_of(selection, folder);
      }
  }
  for (const auto& what : selection.damaged) log::warning(what);
  return selection;
}

void add_damaged(Selection& selection, const std::string& what) {
  selection.damaged.push_back(what);
  log::warning(what);
}

void read_each(Selection& selection, const std::function<void(store::Record run)>& take) {
  Selection kept{{}, {}, std::move(selection.damaged), std::move(selection.chosen_by), std::move(selection.tuning)};
  store::RunReader reader;
  for (std::size_t i = 0; i < selection.files.size(); ++i) {
    try {
      take(reader.read(selection.files[i]));
    } catch (const Failure& failure) {
      add_damaged(kept, failure.what());
      continue;
    }
    kept.runs.push_back(std::move(selection.runs[i]));
    kept.files.push_back(std::move(selection.files[i]));
  }
  selection = std::move(kept);
}

std::optional<Selection> select(const Words& words, const std::vector<store::Query>& queries) {
  Selection selection;
  for (const auto& word : words.empty() ? Words{"results"} : words) {
    std::error_code error;
    if (!fs::is_directory(word, error)) return std::nullopt;  // files, packs, runs in packs: one by one
    for (const auto& folder : store::summaries(word)) try {
        add_chosen(selection, folder, queries);
      } catch (const Failure& failure) {
        if (failure.code() != ExitCode::usage) throw;
        return std::nullopt;
      }
  }
  std::ranges::sort(selection.chosen_by);
  const auto again = std::ranges::unique(selection.chosen_by);
  selection.chosen_by.erase(again.begin(), again.end());
  for (const auto& what : selection.damaged) log::warning(what);
  return selection;
}

}  // namespace assay::cli
