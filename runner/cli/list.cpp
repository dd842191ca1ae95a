// assay list: the runs of a results folder.

#include <algorithm>
#include <iostream>
#include <sstream>

#include "cli/filter.hpp"
#include "cli/submitting.hpp"
#include "compare/summary.hpp"
#include "report/table.hpp"
#include "store/property.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

/// Columns besides name and seed: those asked for, or the settings in which the runs differ.
std::vector<std::string> columns_of(const Options& options, const Selection& selection) {
  if (!options.has("columns")) return store::differing_settings(selection.runs);
  std::vector<std::string> names;
  std::istringstream words(options.get<std::string>("columns"));
  for (std::string name; std::getline(words, name, ',');) names.push_back(name);
  return names;
}

report::Cell cell_of(const store::Record& run, const std::string& name) {
  const auto value = store::property(run, name);
  if (!value) return {"-", std::nan("")};
  if (const auto* number = std::get_if<double>(&*value)) return report::number_cell(*number);
  return std::get<std::string>(*value);
}

report::Table table_of(const Selection& selection, const std::vector<std::string>& columns, const std::string& metric) {
  report::Table table;
  table.column("run", report::Table::Align::left);
  table.column("seed");
  const bool folds = std::ranges::any_of(selection.runs, [](const auto& run) { return run.fold >= 0; });
  for (const char* name : {"fold", "repeat"})
    if (folds) table.column(name);
  for (const auto& column : columns) table.column(column, report::Table::Align::left);
  table.column("status", report::Table::Align::left);
  if (!metric.empty()) table.column(metric);
  table.column("seconds");
  for (const auto& run : selection.runs) {
    std::vector<report::Cell> row{store::name_of(run), report::count_cell(run.seed)};
    for (const char* name : {"fold", "repeat"})
      if (folds) row.push_back(cell_of(run, name));
    for (const auto& column : columns) row.push_back(cell_of(run, column));
    row.emplace_back(to_string(run.status));
    if (!metric.empty()) row.push_back(cell_of(run, metric));
    row.push_back(report::number_cell(run.timing.seconds, 3));
    table.row(std::move(row));
  }
  return table;
}

}  // namespace

int list(const Words& words) {
  Options options("list [RESULTS...] [options]",
                  "Lists stored runs: name, seed, the settings in which they differ, status, score and time.\n\n"
                  "  assay list results/digits -F 'model = cnn and test.accuracy > 0.98' --sort test.accuracy --top 5\n"
                  "  assay list -F 'status != complete' --columns message --format csv\n\n" +
                      std::string(kFilterHelp));
  add_order_options(options);
  options.add().add_options()("metric,m", po::value<std::string>(),
                              "score to show; default: what 'assay compare' takes")(
      "columns", po::value<std::string>(), "what to show of the runs instead: 'activation,train.batch,message'")(
      "format", po::value<std::string>()->default_value("table"), "table, csv, json, markdown or latex");
  if (!options.parse(words)) return 0;
  const auto format = report::format_of(options.get<std::string>("format"));
  const Selection selection = select(options);
  const std::string metric =
      options.has("metric") ? options.get<std::string>("metric") : compare::default_metric(selection.runs);
  table_of(selection, columns_of(options, selection), metric).print(std::cout, format);
  if (options.get<std::string>("format") == "table") print_pending(std::cout, options.words());
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
