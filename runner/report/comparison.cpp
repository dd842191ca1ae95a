#include "report/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <vector>

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
    if (arm.runs > 0 &&
        (!best || (larger_is_better ? arm.scores.mean > best->scores.mean : arm.scores.mean < best->scores.mean)))
      best = &arm;
  return best;
}

std::string fixed(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string range(const compare::Interval& interval) {
  return std::isnan(interval.low) ? "-" : number(interval.low) + " to " + number(interval.high);
}

std::string signed_number(double value) { return (value > 0 ? "+" : "") + number(value); }

std::string probability(double p) { return std::isnan(p) ? "-" : p < 0.0001 ? "<.0001" : fixed(p, 4); }

}  // namespace

void print_arms(std::ostream& out, std::span<const compare::Arm> arms, const std::string& metric, bool larger_is_better,
                Table::Format format) {
  const auto axes = axis_names(arms);
  const bool failures = std::any_of(arms.begin(), arms.end(), [](const auto& arm) { return arm.failed > 0; });
  const auto* best = best_of(arms, larger_is_better);
  Table table;
  table.column("model", Table::Align::left);
  for (const auto& axis : axes) table.column(axis, Table::Align::left);
  table.column("n");
  if (failures) table.column("failed");
  for (const char* title : {"mean", "sd", "median", "95 % of the mean", "min", "max", "parameters", "seconds"})
    table.column(title);
  for (const auto& arm : arms) {
    std::vector<std::string> row{arm.model};
    for (const auto& axis : axes) row.push_back(axis_value(arm, axis));
    row.push_back(std::to_string(arm.runs));
    if (failures) row.push_back(std::to_string(arm.failed));
    const bool none = arm.runs == 0;
    row.push_back(none ? "-" : number(arm.scores.mean) + (&arm == best && arms.size() > 1 ? "*" : " "));
    row.push_back(number(arm.scores.deviation));
    row.push_back(number(arm.scores.median));
    row.push_back(range(arm.scores.interval));
    row.push_back(none ? "-" : number(arm.scores.least));
    row.push_back(none ? "-" : number(arm.scores.most));
    row.push_back(number(arm.parameters));
    row.push_back(number(arm.seconds, 3));
    table.row(std::move(row));
  }
  if (format == Table::Format::text)
    out << metric << (larger_is_better ? " (more is better" : " (less is better") << "; * best mean)\n\n";
  table.print(out, format);
}

void print_findings(std::ostream& out, const compare::Findings& findings, Table::Format format) {
  Table table;
  table.column(findings.question.by, Table::Align::left);
  for (const char* title : {"pairs", "difference", "95 % interval", "p", "Holm p", "signed-rank p", "P(better)"})
    table.column(title);
  table.column("verdict", Table::Align::left);
  for (const auto& c : findings.comparisons) {
    const double better = findings.question.larger_is_better ? c.superiority : 1 - c.superiority;
    table.row({c.level, std::to_string(c.pairs), signed_number(c.difference.mean), range(c.difference.interval),
               probability(c.p), probability(c.adjusted), c.pairs < 2 ? "-" : probability(c.signed_rank.p),
               c.pairs == 0 ? "-" : fixed(better, 2), compare::words(c)});
  }
  if (format == Table::Format::text)
    out << "\nAgainst " << findings.question.by << ' ' << findings.question.baseline << ", paired by seed; "
        << findings.comparisons.size() << (findings.comparisons.size() == 1 ? " comparison" : " comparisons")
        << ", Holm-adjusted; differences within " << number(findings.smallest_interesting)
        << " count as equivalent\n\n";
  table.print(out, format);
  if (format != Table::Format::text) return;
  for (const auto& warning : findings.warnings) out << "\nnote: " << warning;
  if (!findings.warnings.empty()) out << '\n';
}

}  // namespace assay::report
