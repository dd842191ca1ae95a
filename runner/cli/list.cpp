// assay list: the runs of a results folder.

#include <iostream>

#include "cli/selection.hpp"
#include "cli/submitting.hpp"
#include "compare/summary.hpp"
#include "report/table.hpp"

namespace assay::cli {
namespace po = boost::program_options;

int list(const Words& words) {
  Options options("list [RESULTS...] [options]",
                  "Lists stored runs: name, seed, axes, status, score and training time.");
  options.add().add_options()("metric,m", po::value<std::string>(),
                              "score to show; default: what 'assay compare' takes");
  if (!options.parse(words)) return 0;
  const Selection selection = select(options.words());
  const std::string metric =
      options.has("metric") ? options.get<std::string>("metric") : compare::default_metric(selection.runs);
  report::Table table;
  table.column("run", report::Table::Align::left);
  table.column("seed");
  table.column("axes", report::Table::Align::left);
  table.column("status", report::Table::Align::left);
  table.column(metric);
  table.column("seconds");
  for (const auto& run : selection.runs) {
    std::string axes;
    for (const auto& [name, value] : run.axes) axes += (axes.empty() ? "" : " ") + name + '=' + value;
    const auto score = compare::score(run, metric);
    table.row({run.model + '-' + run.id, std::to_string(run.seed), axes, to_string(run.status),
               score ? report::number(*score) : "-", report::number(run.timing.seconds, 3)});
  }
  table.print(std::cout);
  print_pending(std::cout, options.words().empty() ? Words{"results"} : options.words());
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
