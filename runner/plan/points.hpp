#pragma once
/// The points of a sweep, as one model goes through them.

#include <string>
#include <vector>

#include "spec/experiment.hpp"

namespace assay::plan {

inline constexpr std::size_t kMostRuns = 100'000;  // about 100 bytes each, and 10 kB a point

/// Every combination that the model uses and that `exclude` and `only` leave, the last dimension fastest.
std::vector<spec::Point> points_of(const spec::Experiment& experiment, const spec::Entry& model);

/// Complains about axes, of the sweep or of a search, that no model uses.
void complain_about_unused(const spec::Experiment& experiment, Diagnostics& diagnostics);

/// Throws Failure(experiment) where models, axes and seeds multiply to more runs than anybody means.
void expect_few_runs(const spec::Experiment& experiment);
[[noreturn]] void refuse_so_many(const spec::Experiment& experiment);

/// "'compare.metric' is ...": a metric that no run measures; `measured` are those that some run does. Names without a
/// point ("seconds") are facts of the program, which are not all known here.
void check_compared_metric(const spec::CompareSpec& compare, const std::vector<std::string>& measured,
                           Diagnostics& diagnostics);

}  // namespace assay::plan
