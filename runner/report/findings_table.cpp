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
  bool ranked = false;
  for (const auto& c : findings.comparisons) pairs = std::max(pairs, c.pairs), ranked = ranked || c.signed_rank;
  return findings.question.metric + " against " + findings.question.baseline + ", paired by " +
         compare::replicate_of(findings.claim) + " (up to " + plural(pairs, "pair") + "), about " +
         compare::sentence(findings.claim) + "; mean difference with 95 % t-interval, p adjusted by Holm for " +
         plural(findings.comparisons.size(), "comparison") + " (* p < 0.05, ** p < 0.01, *** p < 0.001)" +
         (ranked ? ", exact Wilcoxon signed-rank test" : "") + ", and a verdict that takes differences within " +
         number(findings.smallest_interesting) + " for equivalent.";
}

/// "2 | 71 | 27 %": worse, no matter, better.
std::string percents(const compare::Chances& chances, bool larger_is_better) {
  if (std::isnan(chances.within)) return "-";
  const double worse = larger_is_better ? chances.below : chances.above;
  const double better = larger_is_better ? chances.above : chances.below;
  return fixed(100 * worse, 0) + " | " + fixed(100 * chances.within, 0) + " | " + fixed(100 * better, 0) + " %";
}

}  // namespace

Table findings_table(const compare::Findings& findings) {
  const auto bootstrapped = std::ranges::any_of(
      findings.comparisons, [](const auto& c) { return c.pairs >= compare::kFewestForBootstrap && c.signed_rank; });
  const bool ranked =
      std::ranges::any_of(findings.comparisons, [](const auto& c) { return c.signed_rank.has_value(); });
  Table table;
  table.column(findings.question.by, Align::left);
  table.column("pairs");
  table.column("difference");
  interval_columns(table, "95 % interval", "t");
  interval_columns(table, "95 % bootstrap", "bootstrap", bootstrapped, true);
  table.column("p", Align::right, Audience::programs);
  table.column("Holm p", Align::right, Audience::all, "holm_p");
  table.column("signed-rank p", Align::right, ranked ? Audience::all : Audience::programs, "signed_rank_p").detail();
  table.column("P(better)", Align::right, Audience::all, "p_better").detail();
  table.column("A", Align::right, Audience::all, "vargha_delaney").detail();
  table.column("worse | same | better", Align::right, Audience::people);
  for (const char* key : {"chance_worse", "chance_same", "chance_better"})
    table.column("", Align::right, Audience::programs, key);
  table.column("verdict", Align::left);
  table.column("", Align::right, Audience::programs, "seeds_needed");
  const auto better = [&](double share) { return findings.question.larger_is_better ? share : 1 - share; };
  for (const auto& c : findings.comparisons) {
    std::vector<Cell> row{c.level, count_cell(c.pairs), {signed_number(c.difference.mean), c.difference.mean}};
    row.back().marks = marks_of(c.adjusted);
    add_interval(row, c.difference.interval, range(c.difference.interval));
    const auto bootstrap = compare::bootstrap_of(c).value_or(Interval{kNaN, kNaN});
    add_interval(row, bootstrap, range(bootstrap));
    for (const double p : {c.p, c.adjusted, c.pairs < 2 || !c.signed_rank ? kNaN : c.signed_rank->p})
      row.push_back(probability(p));
    for (const double share : {c.superiority, c.vargha_delaney})
      row.push_back(c.pairs == 0 ? Cell("-", kNaN) : Cell(fixed(better(share), 2), better(share)));
    const bool larger = findings.question.larger_is_better;
    row.emplace_back(percents(c.chances, larger));
    for (const double chance :
         {larger ? c.chances.below : c.chances.above, c.chances.within, larger ? c.chances.above : c.chances.below})
      row.push_back(number_cell(chance));
    const auto& condition = findings.question.condition;
    row.emplace_back(compare::words(c, findings.claim) + (condition.empty() ? "" : ", " + condition));
    row.push_back(c.seeds_needed == 0 ? Cell("", kNaN) : count_cell(c.seeds_needed));
    table.row(std::move(row));
  }
  table.caption(findings_caption(findings));
  return table;
}

}  // namespace assay::report
