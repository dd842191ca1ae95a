#include "report/ranks_table.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <vector>

#include "compare/rounding.hpp"
#include "report/statistics_cells.hpp"

namespace assay::report {

using Align = Table::Align;
using Audience = Table::Audience;

std::string ranking_sentence(const compare::Ranking& ranking) {
  const auto& f = ranking.friedman;
  if (std::isnan(f.p)) return "";
  return "Friedman chi2 = " + number(f.chi_squared) + " (p = " + probability(f.p).text +
         "), Iman-Davenport F = " + number(f.f) + " (p = " + probability(f.f_p).text +
         "); critical difference of mean ranks (Nemenyi) " + number(ranking.critical_difference, 3);
}

Table ranks_table(const compare::Ranking& ranking, bool larger_is_better) {
  Table table;
  table.column(ranking.tasks_by, Align::left);
  for (const auto& level : ranking.levels) table.column(level);
  for (std::size_t task = 0; task < ranking.tasks.size(); ++task) {
    const auto& scores = ranking.scores[task];
    const double best = larger_is_better ? std::ranges::max(scores) : std::ranges::min(scores);
    std::vector<Cell> row{ranking.tasks[task]};
    for (const double score : scores) {
      row.push_back(number_cell(score));
      row.back().best = std::abs(score - best) <= compare::rounding_of(score, best);
    }
    table.row(std::move(row));
  }
  std::vector<Cell> last{"mean rank"};
  for (const double rank : ranking.ranks) last.emplace_back(fixed(rank, 2), rank);
  table.row(std::move(last));
  table.caption(ranking.metric + ", mean over seeds, and mean ranks over " + plural(ranking.tasks.size(), "task") +
                ". " + ranking_sentence(ranking) + ".");
  return table;
}

Table ranked_pairs_table(const compare::Ranking& ranking) {
  Table table;
  table.column(ranking.by, Align::left);
  table.column("against", Align::left);
  table.column("tasks");
  table.column("signed-rank p", Align::right, Audience::all, "signed_rank_p");
  table.column("Holm p", Align::right, Audience::all, "holm_p");
  for (const auto& pair : ranking.pairs)
    table.row({ranking.levels[pair.a], ranking.levels[pair.b], count_cell(ranking.tasks.size()),
               probability(pair.signed_rank.p), probability(pair.adjusted)});
  table.caption("Exact Wilcoxon signed-rank tests over " + plural(ranking.tasks.size(), "task") +
                ", adjusted by Holm for " + plural(ranking.pairs.size(), "pair") + ".");
  return table;
}

void draw_ranks(std::ostream& out, const compare::Ranking& ranking) {
  for (std::size_t place = 0; place < ranking.order.size(); ++place) {
    const std::size_t level = ranking.order[place];
    out << "  " << fixed(ranking.ranks[level], 2) << "  ";
    for (const auto& [first, last] : ranking.alike)
      out << (place < first || place > last ? "  " : place == first ? "┌ " : place == last ? "└ " : "│ ");
    out << ranking.levels[level] << '\n';
  }
}

}  // namespace assay::report
