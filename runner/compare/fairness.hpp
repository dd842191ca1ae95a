#pragma once
/// What makes a comparison meaningless or unfair, found in the runs themselves and told with its reason.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compare/grouping.hpp"
#include "compare/verdict.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// Why the levels must not be compared by this metric: their scores do not measure the same (another data source, the
/// loss of another loss function or with other parameters, a quantity in another scale). Empty where nothing speaks
/// against it.
std::vector<std::string> objections(std::span<const store::Record> runs, const Question& question);

/// What a reader should know beside the numbers: few pairs, runs without a score, seeds and cells, unequal epochs,
/// parameters or rates tried, a score at an epoch chosen by itself. `grouping` is that of the runs.
std::vector<std::string> cautions(std::span<const store::Record> runs, const Grouping& grouping,
                                  const Findings& findings);

/// How many finished runs of each arm have a score that is no number, or none; nothing where all have one.
std::optional<std::string> unscored_runs(std::span<const store::Record> runs, const std::vector<Group>& groups,
                                         const std::string& metric);

/// Whether the test is too small for the difference that matters: a score that counts `answers` right or wrong ones
/// moves by sqrt(p (1 - p) / answers) with the choice of test rows alone. Nothing for scores that count no answers, or
/// 0.
std::optional<std::string> small_test(std::span<const store::Record> runs, const Findings& findings,
                                      std::size_t answers);

}  // namespace assay::compare
