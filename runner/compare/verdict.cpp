#include "compare/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "compare/bootstrap.hpp"
#include "compare/bounds.hpp"
#include "compare/crossed.hpp"
#include "compare/design.hpp"
#include "compare/fairness.hpp"
#include "compare/five_by_two.hpp"
#include "compare/pairing.hpp"
#include "compare/pairwise.hpp"

namespace assay::compare {
namespace {

constexpr double kLevel = 0.05;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The combined F test has a p, and no error.
bool has_f_test(const Claim& claim) { return claim.of_new_data && claim.basis == Basis::five_by_two; }

/// Whether replicates share nothing that the claim counts.
bool are_independent(const Claim& claim) { return claim.overlap == 0 && claim.rows == 0 && !has_f_test(claim); }

Estimate estimate_of(const Pairs& pairs, const Claim& claim) {
  if (claim.rows > 0) return crossed_estimate(pairs.by_row);
  Estimate found = estimate(pairs.differences, claim.overlap);
  if (has_f_test(claim)) found.error = found.freedom = kNaN;
  return found;
}

/// Of one seed's right and wrong answers; nothing where they are something else.
std::optional<double> mcnemar_p(const std::vector<std::vector<double>>& by_row) {
  if (by_row.size() != 1) return std::nullopt;
  std::size_t above = 0, below = 0;
  for (const double d : by_row.front()) {
    if (d != 0 && std::abs(d) != 1) return std::nullopt;
    above += d > 0, below += d < 0;
  }
  return mcnemar(above, below).p;
}

double p_of(const Comparison& c, const Pairs& pairs, const Claim& claim) {
  if (claim.rows > 0) return mcnemar_p(pairs.by_row).value_or(p_value(c.estimate));
  if (has_f_test(claim)) return five_by_two_p(pairs.differences);
  return p_value(c.estimate);
}

Comparison compare_pairs(const std::string& level, const Pairs& pairs, const spec::Range& range, const Claim& claim) {
  Comparison c{.level = level,
               .pairs = pairs.differences.size(),
               .missing = pairs.missing,
               .cells = pairs.cells,
               .left_out = pairs.left_out};
  c.differences = pairs.differences;
  c.range = range;
  c.difference = describe(pairs.differences, range);
  c.estimate = estimate_of(pairs, claim);
  c.difference.interval = within(interval_of(c.estimate, 1 - kLevel), range);
  c.p = p_of(c, pairs, claim);
  if (are_independent(claim)) c.signed_rank = signed_rank(pairs.differences, pairs.roundings);
  if (c.pairs == 0) return c;
  c.superiority = paired_superiority(pairs.differences);
  c.vargha_delaney = vargha_delaney(pairs.level, pairs.baseline);
  return c;
}

/// How many seeds would decide, where seeds are what it hangs on.
void advise(Comparison& c, const Findings& findings) {
  const double matters = std::max(std::abs(c.difference.mean), findings.smallest_interesting);
  if (!(matters > 0) || findings.claim.rows > 0 || std::isnan(c.estimate.error)) return;
  const auto needed = replicates_needed(matters, c.difference.deviation, findings.claim.overlap);
  c.is_exhausted = !needed;
  if (needed) c.seeds_needed = std::max(c.pairs + 1, *needed);
}

void decide(Comparison& c, const Findings& findings) {
  const double limit = findings.smallest_interesting;
  if (std::isnan(c.p)) {
    c.verdict = Verdict::impossible;
    return;
  }
  c.chances = chances(c.estimate, limit);
  const auto m = static_cast<double>(findings.comparisons.size());
  const Interval narrow = interval_of(c.estimate, 1 - 2 * kLevel / m);
  if (limit > 0 && narrow.low > -limit && narrow.high < limit)
    c.verdict = Verdict::equivalent;
  else if (c.adjusted < kLevel)
    c.verdict = (c.difference.mean > 0) == findings.question.larger_is_better ? Verdict::better : Verdict::worse;
  else
    advise(c, findings);
}

/// Half the deviation over the seeds that have all of the baseline's cells; 0 where there are fewer than 2.
double half_deviation(const Level& baseline) {
  std::vector<double> by_seed;
  for (const auto& [seed, scores] : baseline.scores)
    if (const auto mean = mean_of(scores, baseline.cells)) by_seed.push_back(*mean);
  const double deviation = describe(by_seed).deviation;
  return std::isnan(deviation) ? 0 : deviation / 2;
}

const Level& baseline_of(const Design& design, const Question& question) {
  static const Level kNone;
  for (const auto& level : design.levels)
    if (key_of_level(level.name, question.by) == key_of_level(question.baseline, question.by)) return level;
  return kNone;
}

/// A fixed test part says something of new rows where every comparison knows its rows.
void count_rows(Claim& claim, const Question& question, const std::vector<Pairs>& all) {
  if (claim.basis != Basis::fixed || question.about != About::new_data || all.empty()) return;
  for (const auto& pairs : all)
    if (pairs.differences.empty() || pairs.by_row.empty()) return;
  claim.of_new_data = true;
  claim.rows = all.front().by_row.front().size();
}

void compare_levels(Findings& findings, const Design& design, const spec::Range& range,
                    std::span<const std::optional<RowScores>> rows) {
  const Level& baseline = baseline_of(design, findings.question);
  findings.smallest_interesting = findings.question.smallest_interesting.value_or(half_deviation(baseline));
  std::vector<const Level*> levels;
  std::vector<Pairs> pairs;
  for (const auto& level : design.levels) {
    if (level.is_another_task()) findings.unscored.push_back(level.name);
    if (level.is_another_task() || &level == &baseline) continue;
    levels.push_back(&level);
    pairs.push_back(pair_up(level, baseline, rows));
  }
  count_rows(findings.claim, findings.question, pairs);
  std::vector<double> p_values;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    findings.comparisons.push_back(compare_pairs(levels[i]->name, pairs[i], range, findings.claim));
    p_values.push_back(findings.comparisons.back().p);
  }
  const auto adjusted = holm(p_values);
  for (std::size_t i = 0; i < adjusted.size(); ++i) findings.comparisons[i].adjusted = adjusted[i];
  for (auto& comparison : findings.comparisons) decide(comparison, findings);
}

}  // namespace

Findings judge(std::span<const store::Record> runs, const Question& question,
               std::span<const std::optional<RowScores>> rows) {
  const Grouping grouping = group_runs(runs);
  Findings findings{.question = question, .claim = claim_of(runs, question)};
  compare_levels(findings, design_of(runs, grouping.groups, question),
                 range_of_difference(range_of(runs, question.metric)), rows);
  findings.warnings = cautions(runs, grouping, findings);
  return findings;
}

bool needs_rows(std::span<const store::Record> runs, const Question& question) {
  return question.about == About::new_data && claim_of(runs, question).basis == Basis::fixed;
}

std::optional<Interval> bootstrap_of(const Comparison& comparison) {
  if (comparison.pairs < kFewestForBootstrap || !comparison.signed_rank) return std::nullopt;
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

std::string advice(const Comparison& comparison, const Claim& claim) {
  const std::string replicates = replicate_of(claim) + std::string("s");
  if (comparison.is_exhausted) return "no number of " + replicates + " decides this";
  if (comparison.verdict != Verdict::undecided || comparison.seeds_needed == 0) return "";
  return "about " + std::to_string(comparison.seeds_needed) + ' ' + replicates + " would decide";
}

std::string words(const Comparison& comparison, const Claim& claim) {
  const std::string name = name_of(comparison.verdict), more = advice(comparison, claim);
  return more.empty() ? name : name + " (" + more + ')';
}

}  // namespace assay::compare
