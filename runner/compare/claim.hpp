#pragma once
/// What the replicates of a comparison are, and so what its verdict can be about and which error its difference has.
///
/// Dividing one file anew for every seed is no new data: training parts of two seeds share most of their rows, and two
/// learners that are equal on the population are told apart in 18 of 100 such sweeps with 10 seeds. On one fixed test
/// part seeds say nothing of other rows. So the error follows from how the runs were made, which their configurations
/// tell, and the claim is printed with every verdict.

#include <cstddef>
#include <span>
#include <string>

#include "compare/question.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// Where the scores of different replicates come from.
enum class Basis {
  drawn,        ///< each seed draws its own data
  resplits,     ///< each seed divides the same rows anew
  folds,        ///< the parts of a k-fold division, perhaps of several
  five_by_two,  ///< five divisions into two folds, which have a test of their own
  fixed,        ///< one division for all seeds
  training,     ///< measured on the rows that were trained on, or on no data
};

struct Claim {
  Basis basis = Basis::drawn;
  /// Whether the verdict is about data that nobody has seen; else about these rows.
  bool of_new_data = true;
  double overlap = 0;  ///< test rows for each training row where both come back in other replicates, see estimate.hpp
  std::size_t folds = 0, repeats = 1;
  bool in_time = false;  ///< folds are windows, each tested behind the rows that it was trained on
  std::size_t rows = 0;  ///< test rows that the error counts; 0: it does not
};

/// Of runs of one experiment. What a fixed test part says of new rows needs their scores (row_scores.hpp): then `rows`
/// is to be set, and `of_new_data` with it.
Claim claim_of(std::span<const store::Record> runs, const Question& question);

/// "new data of this kind: ...", for the line above a table.
std::string sentence(const Claim& claim);

/// "seed", or "fold".
const char* replicate_of(const Claim& claim);

}  // namespace assay::compare
