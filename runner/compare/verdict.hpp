#pragma once
/// Compares each level of a model or axis with a baseline, run by run, and says in words what that shows.
///
/// A replicate is a seed: it gives every arm the same split, order and noise, so runs of one seed are pairs. Where
/// other axes vary too, their runs are averaged within a seed first, over those combinations that both levels have;
/// taking them for independent replicates would make chance look like a finding. What replicates share with each other
/// is in the error (claim.hpp), from which p, interval and verdict follow.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compare/claim.hpp"
#include "compare/descriptive.hpp"
#include "compare/estimate.hpp"
#include "compare/levels.hpp"
#include "compare/question.hpp"
#include "compare/row_scores.hpp"
#include "compare/signed_rank.hpp"
#include "store/record.hpp"

namespace assay::compare {

enum class Verdict { better, worse, equivalent, undecided, impossible };

/// One level against the baseline. Differences are level minus baseline, in units of the metric.
struct Comparison {
  std::string level;
  std::size_t pairs = 0;     ///< seeds that both have in full
  std::size_t missing = 0;   ///< seeds that one of them lacks: failed, diverged, not run, without a number
  std::size_t cells = 1;     ///< combinations of other settings that were averaged within a seed: those that both have
  std::size_t left_out = 0;  ///< combinations that only one of them has
  spec::Range range{};       ///< of differences: -1 to 1 for shares
  Description difference{};  ///< its interval is the estimate's
  std::vector<double> differences{};  ///< one a pair, by seed
  Estimate estimate{};                ///< of the mean difference
  /// Not where pairs share rows: it would find differences of equal learners in 17 of 100 sweeps, and more with more.
  std::optional<SignedRank> signed_rank{};
  double p = 1;                 ///< that there is no difference, by the estimate or the claim's own test
  double adjusted = 1;          ///< the same after Holm over all comparisons
  Chances chances{};            ///< that the difference is below, within and above what does not matter
  double superiority = 0.5;     ///< P(level > baseline) over pairs; ties count half
  double vargha_delaney = 0.5;  ///< the same over all combinations of a run of each
  Verdict verdict = Verdict::undecided;
  std::size_t seeds_needed = 0;  ///< where undecided: about so many would decide
  bool is_exhausted = false;     ///< where undecided: no number of seeds would, the rows come back in each
};

struct Findings {
  Question question;
  Claim claim{};
  double smallest_interesting = 0;
  std::vector<Comparison> comparisons{};
  std::vector<std::string> unscored{};  ///< levels whose finished runs do not have the metric: another task
  std::vector<std::string> warnings{};  ///< each with its reason
};

/// `runs` are of one experiment. `rows` has the row scores of each run, or nothing at all: with them a verdict on one
/// fixed test part can be about new rows.
///
/// Verdicts: equivalent, if the 90 % interval of the difference (Bonferroni over the comparisons) lies within the
/// smallest interesting difference on both sides, which is two one-sided tests (Schuirmann 1987); else better or worse,
/// if the Holm-adjusted p is below 0.05; else undecided.
Findings judge(std::span<const store::Record> runs, const Question& question,
               std::span<const std::optional<RowScores>> rows = {});

/// Whether the row scores of these runs would be of use.
bool needs_rows(std::span<const store::Record> runs, const Question& question);

/// The 95 % BCa interval of the mean difference; nothing for fewer than 10 pairs, and for pairs that share rows. It
/// takes about a millisecond.
std::optional<Interval> bootstrap_of(const Comparison& comparison);

/// "better", "worse", "equivalent", "undecided", "too few seeds".
const char* name_of(Verdict verdict);

/// What would help an undecided comparison, in the claim's replicates: "about 24 seeds would decide", "no number of
/// folds decides this"; empty where nothing is known to.
std::string advice(const Comparison& comparison, const Claim& claim);

/// The verdict with the advice: "undecided (about 24 seeds would decide)".
std::string words(const Comparison& comparison, const Claim& claim);

}  // namespace assay::compare
