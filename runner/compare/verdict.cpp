#include "compare/verdict.hpp"

#include <algorithm>
#include <cmath>

#include "compare/bootstrap.hpp"
#include "compare/bounds.hpp"
#include "compare/design.hpp"
#include "compare/fairness.hpp"
#include "compare/pairwise.hpp"
#include "compare/rounding.hpp"

namespace assay::compare {
namespace {

constexpr double kLevel = 0.05;

struct Pairs {
  std::vector<double> level, baseline, differences, roundings;
  std::size_t missing = 0, cells = 0, left_out = 0;
};

/// Of the seeds that have all cells which both levels have, and scores there.
Pairs pair_up(const Level& level, const Level& baseline) {
  const Level* both[] = {&level, &baseline};
  const auto cells = common_cells(both);
  Pairs pairs;
  pairs.cells = cells.size();
  pairs.left_out = level.cells.size() + baseline.cells.size() - 2 * cells.size();
  for (const auto& [seed, scores] : level.scores) {
    const auto other = baseline.scores.find(seed);
    const auto a = mean_of(scores, cells);
    const auto b = other == baseline.scores.end() ? std::nullopt : mean_of(other->second, cells);
    if (!a || !b) {
      ++pairs.missing;
      continue;
    }
    const double rounding = rounding_of(*a, *b), difference = *a - *b;
    pairs.level.push_back(*a);
    pairs.baseline.push_back(*b);
    pairs.differences.push_back(std::abs(difference) <= rounding ? 0 : difference);
    pairs.roundings.push_back(rounding);
  }
  for (const auto& [seed, scores] : baseline.scores) pairs.missing += level.scores.count(seed) == 0;
  return pairs;
}

Comparison compare_pairs(const std::string& level, const Pairs& pairs, const spec::Range& range) {
  Comparison c{.level = level,
               .pairs = pairs.differences.size(),
               .missing = pairs.missing,
               .cells = pairs.cells,
               .left_out = pairs.left_out};
  c.differences = pairs.differences;
  c.range = range;
  c.difference = describe(pairs.differences, range);
  c.signed_rank = signed_rank(pairs.differences, pairs.roundings);
  c.p = t_test(c.difference.mean, c.difference.deviation, c.pairs);
  if (c.pairs == 0) return c;
  c.superiority = paired_superiority(pairs.differences);
  c.vargha_delaney = vargha_delaney(pairs.level, pairs.baseline);
  return c;
}

void decide(Comparison& c, const Findings& findings) {
  const double limit = findings.smallest_interesting;
  const auto& d = c.difference;
  if (c.pairs < 2) {
    c.verdict = Verdict::impossible;
    return;
  }
  const auto m = static_cast<double>(findings.comparisons.size());
  const Interval narrow = t_interval(d.mean, d.deviation, c.pairs, 1 - 2 * kLevel / m);
  if (limit > 0 && narrow.low > -limit && narrow.high < limit) {
    c.verdict = Verdict::equivalent;
  } else if (c.adjusted < kLevel) {
    c.verdict = (d.mean > 0) == findings.question.larger_is_better ? Verdict::better : Verdict::worse;
  } else {
    const double matters = std::max(std::abs(d.mean), limit);
    if (matters > 0) c.seeds_needed = std::max(c.pairs + 1, pairs_needed(matters, d.deviation));
  }
}

/// Half the deviation over the seeds that have all of the baseline's cells; 0 where there are fewer than 2.
double half_deviation(const Level& baseline) {
  std::vector<double> by_seed;
  for (const auto& [seed, scores] : baseline.scores)
    if (const auto mean = mean_of(scores, baseline.cells)) by_seed.push_back(*mean);
  const double deviation = describe(by_seed).deviation;
  return std::isnan(deviation) ? 0 : deviation / 2;
}

void compare_levels(Findings& findings, const Design& design, const spec::Range& range) {
  const Question& question = findings.question;
  static const Level kNone;
  const Level* baseline = &kNone;
  for (const auto& level : design.levels)
    if (key_of_level(level.name, question.by) == key_of_level(question.baseline, question.by)) baseline = &level;
  findings.smallest_interesting = question.smallest_interesting.value_or(half_deviation(*baseline));
  std::vector<double> p_values;
  for (const auto& level : design.levels) {
    if (level.is_another_task()) findings.unscored.push_back(level.name);
    if (level.is_another_task() || &level == baseline) continue;
    findings.comparisons.push_back(compare_pairs(level.name, pair_up(level, *baseline), range));
    p_values.push_back(findings.comparisons.back().p);
  }
  const auto adjusted = holm(p_values);
  for (std::size_t i = 0; i < adjusted.size(); ++i) findings.comparisons[i].adjusted = adjusted[i];
  for (auto& comparison : findings.comparisons) decide(comparison, findings);
}

}  // namespace

Findings judge(std::span<const store::Record> runs, const Question& question) {
  const Grouping grouping = group_runs(runs);
  Findings findings{.question = question};
  compare_levels(findings, design_of(runs, grouping.groups, question),
                 range_of_difference(range_of(runs, question.metric)));
  findings.warnings = cautions(runs, grouping, findings);
  return findings;
}

std::optional<Interval> bootstrap_of(const Comparison& comparison) {
  if (comparison.pairs < kFewestForBootstrap) return std::nullopt;
  return within(bootstrap_interval(comparison.differences, 0.95), comparison.range);
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "better";
    case Verdict::worse:
      return "worse";
    case Verdict::equivalent:
      return "equivalent";
    case Verdict::undecided:
      return "undecided";
    case Verdict::impossible:
      break;
  }
  return "too few seeds";
}

std::string words(const Comparison& comparison) {
  const std::string name = name_of(comparison.verdict);
  if (comparison.verdict != Verdict::undecided || comparison.seeds_needed == 0) return name;
  return name + " (about " + std::to_string(comparison.seeds_needed) + " seeds would decide)";
}

}  // namespace assay::compare
