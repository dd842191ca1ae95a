#include "report/runs_table.hpp"

#include <limits>
#include <string>
#include <unordered_set>
#include <vector>

#include "store/property.hpp"

namespace assay::report {
namespace {

using store::Record;

/// Names that some run has in one of its lists of pairs, each once.
template <class Pairs>
std::vector<std::string> names_of(std::span<const Record> runs, Pairs Record::*pairs) {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  for (const auto& run : runs)
    for (const auto& pair : run.*pairs)
      if (seen.insert(pair.first).second) names.push_back(pair.first);
  return names;
}

Cell cell_of(const std::optional<store::Datum>& value) {
  if (!value) return {"", std::numeric_limits<double>::quiet_NaN()};
  if (const auto* number = std::get_if<double>(&*value)) return {exact(*number), *number};
  return std::get<std::string>(*value);
}

std::optional<store::Datum> final_value(const Record& run, const std::string& wanted) {
  for (const auto& [name, value] : run.final_values)
    if (name == wanted) return store::Datum(value);
  return std::nullopt;
}

std::optional<store::Datum> axis_value(const Record& run, const std::string& wanted) {
  for (const auto& [name, value] : run.axes)
    if (name == wanted) return spec::datum_of(value);
  return std::nullopt;
}

/// Columns for fold and repeat where some run has them.
void add_folds(std::span<const Record> runs, std::vector<const char*>& columns) {
  if (std::ranges::any_of(runs, [](const Record& run) { return run.fold >= 0; }))
    columns.insert(columns.end(), {"fold", "repeat"});
}

}  // namespace

Table runs_table(std::span<const Record> runs) {
  std::vector<const char*> own{"run", "experiment", "model", "seed"};
  add_folds(runs, own);
  own.insert(own.end(), {"status", "message", "started", "seconds"});
  const auto axes = names_of(runs, &Record::axes), finals = names_of(runs, &Record::final_values),
             leaves = names_of(runs, &Record::config_leaves);
  Table table;
  for (const char* name : own) table.column(name);
  for (const auto& name : axes) table.column(name);
  for (const auto& name : finals) table.column(name);
  for (const auto& name : leaves) table.column("config." + name);
  for (const auto& run : runs) {
    std::vector<Cell> row;
    for (const char* name : own) row.push_back(cell_of(store::property(run, name)));
    for (const auto& name : axes) row.push_back(cell_of(axis_value(run, name)));
    for (const auto& name : finals) row.push_back(cell_of(final_value(run, name)));
    for (const auto& name : leaves) row.push_back(cell_of(store::setting(run, name)));
    table.row(std::move(row));
  }
  return table;
}

Table measurements_table(std::span<const Record> runs) {
  const auto axes = names_of(runs, &Record::axes);
  Table table;
  std::vector<const char*> own{"seed"};
  add_folds(runs, own);
  for (const char* name : {"run", "model"}) table.column(name);
  for (const char* name : own) table.column(name);
  for (const auto& name : axes) table.column(name);
  for (const char* name : {"epoch", "metric", "value"}) table.column(name);
  for (const auto& run : runs) {
    std::vector<Cell> begin{store::name_of(run), run.model};
    for (const char* name : own) begin.push_back(cell_of(store::property(run, name)));
    for (const auto& name : axes) begin.push_back(cell_of(axis_value(run, name)));
    for (const auto& [metric, values] : run.metrics)
      for (std::size_t epoch = 0; metric != "epoch" && epoch < values.size(); ++epoch) {
        std::vector<Cell> row = begin;
        row.push_back(count_cell(epoch + 1));
        row.emplace_back(metric);
        row.push_back(number_cell(values[epoch]));
        table.row(std::move(row));
      }
  }
  return table;
}

}  // namespace assay::report
