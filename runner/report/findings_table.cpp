#include "report/findings_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "compare/bootstrap.hpp"
#include "report/statistics_cells.hpp"

namespace assay::report {
namespace {

using compare::Interval;
using Align = Table::Align;
using Audience = Table::Audience;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string signed_number(double value) { return (value > 0 ? "+" : "") + number(value); }

const char* marks_of(double adjusted) {
  return adjusted < 0.001 ? "***" : adjusted < 0.01 ? "**" : adjusted < 0.05 ? "*" : "";
}

/// The method in one sentence.
std::string findings_caption(const compare::Findings& findings) {
  std::size_t pairs = 0;
  for (const auto& c : findings.comparisons) pairs = std::max(pairs, c.pairs);
  return findings.question.metric + " against " + findings.question.baseline + ", paired by seed (up to " +
         plural(pairs, "pair") + "): mean difference with 95 % t-interval, paired t-test adjusted by Holm for " +
         plural(findings.comparisons.size(), "comparison") +
         " (* p < 0.05, ** p < 0.01, *** p < 0.001), exact Wilcoxon signed-rank test, and a verdict that takes "
         "differences within " +
         number(findings.smallest_interesting) + " for equivalent.";
}

}  // namespace

Table findings_table(const compare::Findings& findings) {
  const auto bootstrapped =
      std::ranges::any_of(findings.comparisons, [](const auto& c) { return c.pairs >= compare::kFewestForBootstrap; });
  Table table;
  table.column(findings.question.by, Align::left);
  table.column("pairs");
  table.column("difference");
  interval_columns(table, "95 % interval", "t");
  interval_columns(table, "95 % bootstrap", "bootstrap", bootstrapped);
  table.column("p", Align::right, Audience::programs);
  table.column("Holm p", Align::right, Audience::all, "holm_p");
  table.column("signed-rank p", Align::right, Audience::all, "signed_rank_p");
  table.column("P(better)", Align::right, Audience::all, "p_better");
  table.column("A", Align::right, Audience::all, "vargha_delaney");
  table.column("verdict", Align::left);
  table.column("", Align::right, Audience::programs, "seeds_needed");
  const auto better = [&](double share) { return findings.question.larger_is_better ? share : 1 - share; };
  for (const auto& c : findings.comparisons) {
    std::vector<Cell> row{c.level, count_cell(c.pairs), {signed_number(c.difference.mean), c.difference.mean}};
    row.back().marks = marks_of(c.adjusted);
    add_interval(row, c.difference.interval, range(c.difference.interval));
    const auto bootstrap = compare::bootstrap_of(c).value_or(Interval{kNaN, kNaN});
    add_interval(row, bootstrap, range(bootstrap));
    for (const double p : {c.p, c.adjusted, c.pairs < 2 ? kNaN : c.signed_rank.p}) row.push_back(probability(p));
    for (const double share : {c.superiority, c.vargha_delaney})
      row.push_back(c.pairs == 0 ? Cell("-", kNaN) : Cell(fixed(better(share), 2), better(share)));
    row.emplace_back(compare::words(c));
    row.push_back(c.seeds_needed == 0 ? Cell("", kNaN) : count_cell(c.seeds_needed));
    table.row(std::move(row));
  }
  table.caption(findings_caption(findings));
  return table;
}

}  // namespace assay::report
