// assay diff: in what two runs differ.

#include <cmath>
#include <iostream>
#include <limits>

#include "cli/find_run.hpp"
#include "cli/result_verbs.hpp"
#include "compare/run_difference.hpp"
#include "report/table.hpp"
#include "store/pack.hpp"
#include "store/property.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

using compare::RunDifference;
using report::Table;

report::Cell cell_of(const std::optional<double>& value) {
  return report::number_cell(value.value_or(std::numeric_limits<double>::quiet_NaN()), 6);
}

Table texts_table(const char* title, const std::vector<RunDifference::Text>& texts) {
  Table table;
  for (const char* column : {title, "A", "B"}) table.column(column, Table::Align::left);
  for (const auto& text : texts) table.row({text.name, text.a.empty() ? "-" : text.a, text.b.empty() ? "-" : text.b});
  return table;
}

Table values_table(const std::vector<RunDifference::Number>& values) {
  Table table;
  table.column("metric", Table::Align::left);
  for (const char* column : {"A", "B", "B - A"}) table.column(column);
  for (const auto& one : values)
    if (one.a != one.b)
      table.row({one.name, cell_of(one.a), cell_of(one.b),
                 cell_of(one.a && one.b ? std::optional(*one.b - *one.a) : std::nullopt)});
  return table;
}

Table weights_table(const std::vector<RunDifference::Weights>& weights) {
  Table table;
  for (const char* column : {"weights", "shape in A", "in B"}) table.column(column, Table::Align::left);
  for (const char* column : {"|A - B|", "|A - B| / |A|"}) table.column(column);
  for (const auto& one : weights)
    table.row({one.name, one.shape_a.empty() ? "-" : one.shape_a, one.shape_b.empty() ? "-" : one.shape_b,
               cell_of(one.distance), cell_of(one.distance ? std::optional(*one.distance / *one.size) : std::nullopt)});
  return table;
}

void print(const Table& table, const char* otherwise) {
  std::cout << '\n';
  if (table.empty())
    std::cout << otherwise << '\n';
  else
    table.print(std::cout);
}

}  // namespace

int diff(const Words& words) {
  Options options("diff A B [options]",
                  "Shows in what two runs differ: configuration, environment, metrics, and how far their weights are\n"
                  "apart. A run is a file, or the beginning of a run's name or id.\n\n"
                  "  assay diff cnn-26cb cnn-0808");
  options.add().add_options()("results", po::value<std::string>()->default_value("results"),
                              "where runs are looked for");
  if (!options.parse(words)) return 0;
  if (options.words().size() != 2) throw Failure(ExitCode::usage, "which runs? give two files, names or ids");
  store::RunReader reader;
  const auto& results = options.get<std::string>("results");
  const store::Record a = reader.read(find_run(options.words()[0], results));
  const store::Record b = reader.read(find_run(options.words()[1], results));
  const auto found = compare::difference(a, b);
  std::cout << "A  " << store::name_of(a) << "  " << to_string(a.status) << "\nB  " << store::name_of(b) << "  "
            << to_string(b.status) << '\n';
  print(texts_table("configuration", found.settings), "the same configuration");
  print(texts_table("environment", found.environment), "the same environment");
  if (found.same_results) {
    std::cout << "\nthe same results, to the last bit\n";
    return 0;
  }
  print(values_table(found.values), "the same final values");
  print(weights_table(found.weights), "neither has weights");
  return 0;
}

}  // namespace assay::cli
