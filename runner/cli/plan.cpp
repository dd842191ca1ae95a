// assay plan: what would run. Writes nothing.

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <map>

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/log.hpp"
#include "cli/plan_csv.hpp"
#include "cli/plan_searches.hpp"
#include "cli/session.hpp"
#include "launch/launch.hpp"
#include "report/table.hpp"
#include "store/run_file.hpp"

namespace assay::cli {
namespace {

using StoredRuns = std::map<std::string, launch::Stored>;

struct Counts {
  std::size_t stale = 0, failed = 0, good = 0;
  std::map<std::string, std::size_t> reasons;  ///< why runs are stale
};

Counts count(const StoredRuns& stored) {
  Counts counts;
  for (const auto& [id, one] : stored) {
    counts.stale += one.stale.empty() ? 0 : 1;
    if (one.stale.empty()) ++(launch::is_failure(one.status) ? counts.failed : counts.good);
    for (const auto& reason : one.stale) ++counts.reasons[reason];
  }
  return counts;
}

/// What the runs still to train will take, going by those of the same model that are stored.
void print_estimate(Session& session, const StoredRuns& stored) {
  struct Known {
    double seconds = 0, bytes = 0, runs = 0;
  };
  std::map<std::string, Known> known;
  std::map<std::string, double> missing;
  constexpr double kEnough = 20;  // files read for each model
  for (const auto& run : session.runs) {
    const auto found = stored.find(run.id);
    if (found == stored.end() || !found->second.stale.empty()) ++missing[run.model];
    if (found == stored.end() || found->second.status != "complete" || known[run.model].runs >= kEnough) continue;
    const auto file = launch::file_of(session.folder, run);
    auto& sum = known[run.model];
    try {
      sum.seconds += store::read_summary(file).timing.seconds;
      sum.bytes += static_cast<double>(std::filesystem::file_size(file));
      ++sum.runs;
    } catch (const Failure& failure) {
      log::warning(failure.what());
    }
  }
  double seconds = 0, bytes = 0;
  for (const auto& [model, runs] : missing) {
    const auto& sum = known[model];
    if (sum.runs == 0) return;  // nothing to go by
    seconds += runs * sum.seconds / sum.runs;
    bytes += runs * sum.bytes / sum.runs;
  }
  if (seconds > 0)
    std::cout << "about " << duration_text(seconds) << " of one worker's time and " << bytes_text(bytes)
              << " of disk to go\n";
}

void print_counts(Session& session, const StoredRuns& stored) {
  const Counts counts = count(stored);
  const std::size_t all = session.runs.size();
  std::cout << '\n'
            << session.experiment.name << ": " << all << " runs, " << counts.good + counts.failed << " stored, ";
  if (counts.failed > 0) std::cout << counts.failed << " of them failed, ";
  if (counts.stale > 0) std::cout << counts.stale << " stale, ";
  std::cout << all - counts.good - counts.failed << " to train\n";
  for (const auto& [reason, runs] : counts.reasons) std::cout << runs << " stale: " << reason << '\n';
  if (counts.failed > 0) std::cout << "'assay retry' with the same words runs failed runs again\n";
  print_estimate(session, stored);
}

void print_plan(Session& session) {
  const auto stored = launch::stored(session.context(), session.folder, session.runs);
  report::Table table;
  table.column("run", report::Table::Align::left);
  table.column("seed");
  const bool folds = has_folds(session.runs);
  for (const char* name : {"fold", "repeat"})
    if (folds) table.column(name);
  table.column("axes", report::Table::Align::left);
  table.column("state", report::Table::Align::left);
  for (const auto& run : session.runs) {
    std::string axes;
    for (const auto& [name, value] : run.axes) axes += (axes.empty() ? "" : " ") + name + '=' + value;
    const auto found = stored.find(run.id);
    std::vector<report::Cell> row{run.name(), std::to_string(run.seed)};
    for (const auto& number : fold_of(run))
      if (folds) row.emplace_back(number);
    row.emplace_back(axes);
    row.emplace_back(state_of(found == stored.end() ? nullptr : &found->second));
    table.row(std::move(row));
  }
  table.print(std::cout);
  print_counts(session, stored);
}

}  // namespace

int plan(const Words& words) {
  Options options("plan FILE... [key=value...] [options]",
                  "Says what 'assay run' would do with the same words: which runs there are and which are stored.\n"
                  "Checks data and layers too. Writes nothing.");
  add_session_options(options);
  options.add().add_options()("csv", "one line a run, for other programs");
  if (!options.parse(words)) return 0;
  const auto sessions = open_sessions(options);
  for (const auto& session : sessions) launch::check_all(session->context(), session->runs);
  for (const auto& session : sessions)
    if (options.has("csv"))
      print_csv(*session);
    else if (session->is_search())
      print_searches(*session);
    else
      print_plan(*session);
  return 0;
}

}  // namespace assay::cli
