#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <span>

#include "plan/points.hpp"
#include "plan/run.hpp"
#include "plan/tuned.hpp"
#include "spec/measured.hpp"

namespace assay::plan {
namespace {

constexpr std::size_t kMostComplaints = 10'000;  // of all points together; after these no further point is looked at

/// The numbers 0 .. n-1, or the one that the experiment chooses.
std::vector<std::int64_t> chosen(std::optional<std::int64_t> one, std::int64_t n) {
  if (one) return {*one};
  std::vector<std::int64_t> all(static_cast<std::size_t>(n));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  return all;
}

/// Folds are an axis of the data: every one of every repeat. Without folds the configuration as it is.
std::vector<spec::RunSpec> folds_of(const spec::Experiment& experiment, const spec::RunSpec& spec,
                                    const CountFolds& count_folds) {
  const spec::Split& split = spec.data.split;
  if (split.folds == 0) return {spec};
  const bool all = split.folds == spec::Split::kAllFolds;
  if (all && !count_folds) throw Error("nobody counts the folds of the data");
  const std::int64_t folds = all ? count_folds(spec) : split.folds;
  if (std::max(folds, split.repeats) > static_cast<std::int64_t>(kMostRuns)) refuse_so_many(experiment);
  if (split.fold && *split.fold >= folds)
    throw Failure(ExitCode::experiment, to_string(split.place) + ": 'split.fold' is " + std::to_string(*split.fold) +
                                            "; the data has " + std::to_string(folds) + " folds, counted from 0");
  const auto repeats = chosen(split.repeat, split.repeats), each = chosen(split.fold, folds);
  if (repeats.size() * each.size() * experiment.seeds.size() > kMostRuns) refuse_so_many(experiment);
  std::vector<spec::RunSpec> specs;
  for (const auto repeat : repeats)
    for (const auto fold : each) {
      specs.push_back(spec);
      specs.back().data.split.repeat = repeat;
      specs.back().data.split.fold = fold;
    }
  return specs;
}

void add_runs(std::vector<Run>& runs, std::set<std::string>& ids, const spec::Experiment& experiment,
              const spec::RunSpec& spec, const spec::Point& point) {
  const Run first = run_of(spec, point, 0);
  for (const std::uint64_t seed : experiment.seeds)
    if (Run run = with_seed(first, seed); ids.insert(run.id).second) runs.push_back(std::move(run));
  if (runs.size() > kMostRuns) refuse_so_many(experiment);
}

/// Every probe with the first seed, and one with each other seed, whose rows are divided in another way.
std::vector<Run> probes_of(const std::vector<Tuned>& all, std::span<const std::uint64_t> seeds) {
  std::vector<Run> probes;
  for (const auto& one : all) {
    for (const auto& probe : one.probes) probes.push_back(probe);
    for (const std::uint64_t seed : seeds.subspan(1)) probes.push_back(with_seed(one.probes.front(), seed));
  }
  return probes;
}

}  // namespace

std::vector<Run> expand(const spec::Experiment& experiment, const spec::Catalogue& catalogue,
                        const CountFolds& count_folds) {
  if (experiment.search) return probes_of(tuned(experiment, catalogue), experiment.seeds);
  Diagnostics diagnostics = experiment.diagnostics;
  std::vector<Run> runs;
  std::set<std::string> ids;
  std::set<std::string> measured;
  complain_about_unused(experiment, diagnostics);
  expect_few_runs(experiment);
  for (const auto& model : experiment.models)
    for (const auto& point : points_of(experiment, model)) {
      if (diagnostics.messages().size() >= kMostComplaints) break;
      const std::size_t before = diagnostics.messages().size();
      const spec::RunSpec spec = spec::resolve(experiment, model, point, catalogue, diagnostics);
      if (diagnostics.messages().size() > before) continue;
      for (const auto& fold : folds_of(experiment, spec, count_folds)) add_runs(runs, ids, experiment, fold, point);
      for (auto& name : spec::measured_at_end(spec)) measured.insert(std::move(name));
    }
  if (runs.empty() && diagnostics.empty() && !experiment.models.empty())
    diagnostics.add(experiment.models.front().place, "'exclude' and 'only' leave no run");
  check_compared_metric(experiment.compare, {measured.begin(), measured.end()}, diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return runs;
}

}  // namespace assay::plan
