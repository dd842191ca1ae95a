#include "compare/verdict.hpp"

#include <algorithm>
#include <cmath>

#include "compare/bootstrap.hpp"
#include "compare/fairness.hpp"
#include "compare/pairwise.hpp"
#include "compare/summary.hpp"

namespace assay::compare {
namespace {

constexpr double kLevel = 0.05;

/// What all runs of a seed and level have besides: "activation=relu", to compare like with like.
std::string cell_of(const store::Record& run, const std::string& by) {
  std::string cell = by == "model" ? "" : run.model;
  for (const auto& [axis, value] : run.axes)
    if (axis != by) cell += '|' + axis + '=' + value;
  return cell;
}

/// The scores of one level: by seed, then by cell. A run without a score is there as nothing.
using Scores = std::map<std::uint64_t, std::map<std::string, std::optional<double>>>;

Scores scores_of(std::span<const store::Record> runs, const Question& question, const std::string& level) {
  Scores scores;
  for (const auto& run : runs)
    if (level_of(run, question.by) == level)
      scores[run.seed][cell_of(run, question.by)] =
          run.status == store::Status::complete ? score(run, question.metric) : std::nullopt;
  return scores;
}

/// The mean over a seed's cells; nothing if one has no score.
std::optional<double> mean_of(const std::map<std::string, std::optional<double>>& cells) {
  double sum = 0;
  for (const auto& [cell, value] : cells) {
    if (!value || !std::isfinite(*value)) return std::nullopt;
    sum += *value;
  }
  return sum / static_cast<double>(cells.size());
}

bool same_cells(const auto& a, const auto& b) {
  return std::ranges::equal(a, b, {}, &std::pair<const std::string, std::optional<double>>::first,
                            &std::pair<const std::string, std::optional<double>>::first);
}

struct Pairs {
  std::vector<double> level, baseline, differences;
  std::size_t missing = 0, cells = 1;
};

Pairs pair_up(const Scores& level, const Scores& baseline) {
  Pairs pairs;
  for (const auto& [seed, cells] : level) {
    const auto other = baseline.find(seed);
    const bool comparable = other != baseline.end() && same_cells(cells, other->second);
    const auto a = comparable ? mean_of(cells) : std::nullopt, b = comparable ? mean_of(other->second) : std::nullopt;
    if (!a || !b) {
      ++pairs.missing;
      continue;
    }
    pairs.cells = std::max(pairs.cells, cells.size());
    pairs.level.push_back(*a);
    pairs.baseline.push_back(*b);
    pairs.differences.push_back(*a - *b);
  }
  for (const auto& [seed, cells] : baseline) pairs.missing += level.count(seed) == 0;
  return pairs;
}

Comparison compare_pairs(const std::string& level, const Pairs& pairs) {
  Comparison c{.level = level, .pairs = pairs.differences.size(), .missing = pairs.missing, .cells = pairs.cells};
  c.differences = pairs.differences;
  c.difference = describe(pairs.differences);
  c.signed_rank = signed_rank(pairs.differences);
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

/// Whether runs of a level have finished, but none with the metric.
bool is_another_task(std::span<const store::Record> runs, const Question& question, const std::string& level) {
  bool finished = false;
  for (const auto& run : runs) {
    if (run.status != store::Status::complete || level_of(run, question.by) != level) continue;
    if (score(run, question.metric)) return false;
    finished = true;
  }
  return finished;
}

}  // namespace

std::optional<std::string> level_of(const store::Record& run, const std::string& by) {
  if (by == "model") return run.model;
  for (const auto& [axis, value] : run.axes)
    if (axis == by) return value;
  return std::nullopt;
}

std::vector<std::string> levels(std::span<const store::Record> runs, const std::string& by) {
  std::vector<std::string> found;
  for (const auto& run : runs)
    if (const auto level = level_of(run, by); level && std::ranges::find(found, *level) == found.end())
      found.push_back(*level);
  return found;
}

Findings judge(std::span<const store::Record> runs, const Question& question) {
  Findings findings{.question = question};
  const Scores baseline = scores_of(runs, question, question.baseline);
  std::vector<double> by_seed;
  for (const auto& [seed, cells] : baseline)
    if (const auto mean = mean_of(cells)) by_seed.push_back(*mean);
  const double deviation = describe(by_seed).deviation;
  findings.smallest_interesting = question.smallest_interesting.value_or(std::isnan(deviation) ? 0 : deviation / 2);
  std::vector<double> p_values;
  for (const auto& level : levels(runs, question.by)) {
    if (is_another_task(runs, question, level)) {
      findings.unscored.push_back(level);
      continue;
    }
    if (level == question.baseline) continue;
    findings.comparisons.push_back(compare_pairs(level, pair_up(scores_of(runs, question, level), baseline)));
    p_values.push_back(findings.comparisons.back().p);
  }
  const auto adjusted = holm(p_values);
  for (std::size_t i = 0; i < adjusted.size(); ++i) findings.comparisons[i].adjusted = adjusted[i];
  for (auto& comparison : findings.comparisons) decide(comparison, findings);
  findings.warnings = cautions(runs, findings);
  return findings;
}

std::optional<Interval> bootstrap_of(const Comparison& comparison) {
  if (comparison.pairs < kFewestForBootstrap) return std::nullopt;
  return bootstrap_interval(comparison.differences, 0.95);
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
