#include "cli/plan_searches.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "launch/launch.hpp"
#include "launch/search_source.hpp"
#include "report/table.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

using Standings = std::vector<launch::SearchSource::Standing>;

/// The sweep's values, without those that are searched.
std::string axes_of(const search::TrialRuns& search) {
  std::string axes;
  for (const auto& [name, value] : search.tuned().point.values)
    axes += (axes.empty() ? "" : " ") + name + '=' + spec::axis_text(*value);
  return axes;
}

void print_table(const Standings& standings, const std::string& metric) {
  report::Table table;
  table.column("search of", report::Table::Align::left);
  table.column("axes", report::Table::Align::left);
  table.column("seed");
  table.column("trials");
  table.column("done");
  table.column("best " + metric);
  for (const auto& [search, done] : standings) {
    const auto best = search.best();
    table.row({search.tuned().model->key, axes_of(search), report::count_cell(search.seed()),
               report::count_cell(search.total()), report::count_cell(done),
               best ? report::number_cell(*best) : report::Cell("")});
  }
  table.print(std::cout);
}

std::size_t run_files(const fs::path& folder) {
  std::size_t files = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    files += entry->path().extension() == ".h5" && entry->path().filename() != "index.h5";
  return files;
}

}  // namespace

void print_searches(Session& session) {
  launch::SearchSource source(session.experiment, session.registry, session.tuned);
  launch::Options options;
  options.folder = session.folder;
  const auto ready = launch::missing(session.context(), source, options).size();
  const auto standings = source.standings();
  print_table(standings, session.experiment.search->metric);
  std::size_t done = 0;
  for (const auto& standing : standings) done += standing.done;
  const std::size_t all = source.total(), most = all - done, files = run_files(session.folder);
  // A trial may turn out to be a run that is stored already, for another search or for none.
  const std::size_t least = std::max(ready, most - std::min(most, files - std::min(files, done)));
  std::cout << '\n'
            << session.experiment.name << ": " << standings.size() << (standings.size() == 1 ? " search" : " searches")
            << " for " << session.experiment.search->metric << ", by " << session.tuned.front().method.name << '\n'
            << session.experiment.name << ": " << all << " runs, " << done << " stored, ";
  if (least < most) std::cout << "at least " << least << " and at most ";
  std::cout << most << " to train\n";
}

}  // namespace assay::cli
