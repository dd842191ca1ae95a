#include "page/ranks.hpp"

#include <cmath>

#include "base/suggest.hpp"
#include "page/numbers.hpp"
#include "report/table.hpp"

namespace assay::page {
namespace {

constexpr double kLevel = 0.05;

std::vector<std::string> told_apart(const compare::Ranking& ranking) {
  std::vector<std::string> pairs;
  for (const auto& pair : ranking.pairs) {
    if (pair.adjusted >= kLevel) continue;
    const bool first = ranking.ranks[pair.a] <= ranking.ranks[pair.b];
    pairs.push_back(ranking.levels[first ? pair.a : pair.b] + " before " + ranking.levels[first ? pair.b : pair.a]);
  }
  return pairs;
}

}  // namespace

std::string sentence(const compare::Ranking& ranking) {
  const std::size_t best = ranking.order.front();
  std::string text = "Over " + std::to_string(ranking.tasks.size()) + " tasks " + ranking.levels[best] +
                     " has the best mean rank, " + report::number(ranking.ranks[best], 3) + ".";
  if (std::isfinite(ranking.friedman.f_p))
    text += " Friedman's test after Iman and Davenport: p = " + report::number(ranking.friedman.f_p) + ".";
  const auto pairs = told_apart(ranking);
  return text + (pairs.empty() ? " No two are told apart." : " Told apart: " + list_of(pairs) + ".");
}

Json to_json(const compare::Ranking& ranking) {
  Json levels = Json::array(), scores = Json::array(), pairs = Json::array(), alike = Json::array();
  for (const std::size_t level : ranking.order)
    levels.push_back({{"name", ranking.levels[level]}, {"rank", rounded(ranking.ranks[level])}});
  for (const auto& row : ranking.scores) {
    Json cells = Json::array();
    for (const std::size_t level : ranking.order) cells.push_back(rounded(row[level]));
    scores.push_back(std::move(cells));
  }
  for (const auto& pair : ranking.pairs)
    pairs.push_back({{"a", ranking.levels[pair.a]},
                     {"b", ranking.levels[pair.b]},
                     {"p", rounded(pair.signed_rank.p)},
                     {"holm", rounded(pair.adjusted)}});
  for (const auto& [first, last] : ranking.alike) alike.push_back({first, last});
  return {{"by", ranking.by},
          {"tasks_by", ranking.tasks_by},
          {"metric", ranking.metric},
          {"sentence", sentence(ranking)},
          {"levels", std::move(levels)},
          {"tasks", ranking.tasks},
          {"scores", std::move(scores)},
          {"alike", std::move(alike)},
          {"critical", rounded(ranking.critical_difference)},
          {"pairs", std::move(pairs)},
          {"warnings", ranking.warnings}};
}

}  // namespace assay::page
