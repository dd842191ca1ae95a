// assay compare: stored runs, grouped by model and axes, in a table.

#include <iostream>

#include "base/suggest.hpp"
#include "cli/selection.hpp"
#include "compare/summary.hpp"
#include "report/comparison.hpp"
#include "spec/yaml_reader.hpp"
#include "train/meter.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

/// The metric of the stored experiment's own `compare:` section; empty where it has none.
std::string metric_of_experiment(const Selection& selection) {
  if (selection.runs.empty()) return "";
  const auto root = spec::parse_yaml(selection.runs.front().input, "stored experiment");
  const auto* section = root.find("compare");
  const auto* metric = section ? section->find("metric") : nullptr;
  return metric ? metric->text : "";
}

std::string choose_metric(const Options& options, const Selection& selection) {
  std::string metric = options.has("metric") ? options.get<std::string>("metric") : metric_of_experiment(selection);
  if (metric.empty()) metric = compare::default_metric(selection.runs);
  const auto known = compare::metrics_of(selection.runs);
  if (std::find(known.begin(), known.end(), metric) == known.end() && !known.empty())
    throw Failure(ExitCode::usage, "no run has the metric '" + metric + "'" + did_you_mean(metric, known) +
                                       "\nthere are " + list_of(known));
  return metric;
}

}  // namespace

int compare(const Words& words) {
  Options options("compare [RESULTS...] [options]",
                  "Compares stored runs: for each model and axis value the number of runs, mean, standard deviation,\n"
                  "smallest and largest value of a metric, parameters and training time.");
  options.add().add_options()("metric,m", po::value<std::string>(),
                              "e.g. test.accuracy; default: the experiment's own");
  if (!options.parse(words)) return 0;
  const Selection selection = select(options.words());
  if (selection.runs.empty()) throw Failure(ExitCode::results, "there are no runs to compare");
  const std::string metric = choose_metric(options, selection);
  const auto& first = selection.runs.front();
  std::cout << first.experiment << ": " << first.question << '\n';
  report::print_arms(std::cout, compare::arms(selection.runs, metric), metric, train::larger_is_better(metric));
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
