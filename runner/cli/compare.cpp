// assay compare: stored runs in a table by model and axes, and what differs from the baseline.

#include <algorithm>
#include <iostream>

#include "base/suggest.hpp"
#include "cli/question.hpp"
#include "compare/summary.hpp"
#include "report/comparison.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

report::Table::Format choose_format(const Options& options) {
  static const std::vector<std::string> kNames{"text", "csv", "markdown", "latex"};
  const std::string name = options.get<std::string>("format");
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end())
    throw Failure(ExitCode::usage,
                  "unknown format '" + name + "'" + did_you_mean(name, kNames) + "\nthere are " + list_of(kNames));
  return static_cast<report::Table::Format>(found - kNames.begin());
}

}  // namespace

int compare(const Words& words) {
  Options options(
      "compare [RESULTS...] [options]",
      "Compares stored runs. First a table of all arms (model and axis values): runs, mean, standard\n"
      "deviation, median, 95 % interval of the mean, extremes, parameters, training time. Then each level of\n"
      "--by against the baseline, paired by seed, with a verdict; docs/statistics.md explains the numbers.");
  add_question_options(options);
  options.add().add_options()("format", po::value<std::string>()->default_value("text"),
                              "text, csv, markdown or latex");
  if (!options.parse(words)) return 0;
  const auto format = choose_format(options);
  Selection selection = select(options.words());
  const auto question = ask(options, selection);
  const auto& first = selection.runs.front();
  if (format == report::Table::Format::text) std::cout << first.experiment << ": " << first.question << '\n';
  report::print_arms(std::cout, compare::arms(selection.runs, question.metric), question.metric,
                     question.larger_is_better, format);
  const auto findings = compare::judge(selection.runs, question);
  if (!findings.comparisons.empty()) {
    if (format != report::Table::Format::text) std::cout << '\n';
    report::print_findings(std::cout, findings, format);
  }
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
