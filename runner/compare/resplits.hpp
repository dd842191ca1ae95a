#pragma once
/// What a verdict is about where every seed divides the same rows anew. The training parts of two seeds then share most
/// of their rows, and differences agree more than those of new data would: two learners that are equal on the
/// population are told apart in 18 of 100 such sweeps with 10 seeds. The verdict holds for these rows; this says what
/// is left of it for new data of the kind. Not for data that each seed draws anew, nor for one fixed division.

#include <optional>
#include <span>
#include <string>

#include "compare/verdict.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// Rows of the part that the metric is measured on for each row of training, n_2 / n_1 of compare/estimate.hpp; 0 where
/// the runs are no re-splits of a file's rows, or the metric is measured on no such part.
double overlap_of(std::span<const store::Record> runs, const std::string& metric);

/// The Holm-adjusted p of every better or worse, with the error of re-splits; nothing where there is none of either.
std::optional<std::string> resplit_note(std::span<const store::Record> runs, const Findings& findings);

}  // namespace assay::compare
