#include "train/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::train {

double area_under_curve(std::vector<Ranked>& answers) {
  constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
  if (std::any_of(answers.begin(), answers.end(), [](const Ranked& one) { return std::isnan(one.score); }))
    return kUndefined;
  std::sort(answers.begin(), answers.end(), [](const Ranked& a, const Ranked& b) { return a.score < b.score; });
  double members = 0, below = 0, won = 0;  // `below`: non-members of smaller score
  for (std::size_t i = 0; i < answers.size();) {
    double tied_members = 0, tied_others = 0;
    for (const double score = answers[i].score; i < answers.size() && answers[i].score == score; ++i)
      ++(answers[i].member ? tied_members : tied_others);
    won += tied_members * (below + tied_others / 2);
    members += tied_members;
    below += tied_others;
  }
  return members == 0 || below == 0 ? kUndefined : won / (members * below);
}

}  // namespace assay::train
