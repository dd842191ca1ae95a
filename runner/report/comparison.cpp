#include "report/comparison.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include "report/table.hpp"

namespace assay::report {
namespace {

std::vector<std::string> axis_names(std::span<const compare::Arm> arms) {
  std::vector<std::string> names;
  for (const auto& arm : arms)
    for (const auto& [name, value] : arm.axes)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

std::string axis_value(const compare::Arm& arm, const std::string& axis) {
  for (const auto& [name, value] : arm.axes)
    if (name == axis) return value;
  return "";
}

const compare::Arm* best_of(std::span<const compare::Arm> arms, bool larger_is_better) {
  const compare::Arm* best = nullptr;
  for (const auto& arm : arms)
    if (arm.runs > 0 && (!best || (larger_is_better ? arm.mean > best->mean : arm.mean < best->mean))) best = &arm;
  return best;
}

}  // namespace

void print_arms(std::ostream& out, std::span<const compare::Arm> arms, const std::string& metric,
                bool larger_is_better) {
  const auto axes = axis_names(arms);
  const bool failures = std::any_of(arms.begin(), arms.end(), [](const auto& arm) { return arm.failed > 0; });
  const auto* best = best_of(arms, larger_is_better);
  Table table;
  table.column("model", Table::Align::left);
  for (const auto& axis : axes) table.column(axis, Table::Align::left);
  table.column("n");
  if (failures) table.column("failed");
  for (const char* title : {"mean", "sd", "min", "max", "parameters", "seconds"}) table.column(title);
  for (const auto& arm : arms) {
    std::vector<std::string> row{arm.model};
    for (const auto& axis : axes) row.push_back(axis_value(arm, axis));
    row.push_back(std::to_string(arm.runs));
    if (failures) row.push_back(std::to_string(arm.failed));
    const bool none = arm.runs == 0;
    row.push_back(none ? "-" : number(arm.mean) + (&arm == best && arms.size() > 1 ? "*" : " "));
    row.push_back(arm.deviation ? number(*arm.deviation) : "-");
    row.push_back(none ? "-" : number(arm.least));
    row.push_back(none ? "-" : number(arm.most));
    row.push_back(number(arm.parameters));
    row.push_back(number(arm.seconds, 3));
    table.row(std::move(row));
  }
  out << metric << (larger_is_better ? " (more is better" : " (less is better") << "; * best mean)\n\n";
  table.print(out);
}

}  // namespace assay::report
