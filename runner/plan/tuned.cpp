#include "plan/tuned.hpp"

#include <algorithm>
#include <set>

#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "plan/points.hpp"
#include "spec/measured.hpp"
#include "spec/scalar.hpp"
#include "spec/search_section.hpp"

namespace assay::plan {
namespace {

/// The sweep's point with a value for each searched axis; owns these values.
struct TrialPoint {
  std::vector<spec::Node> values;
  spec::Point point;
};

TrialPoint trial_point(const Tuned& tuned, const std::vector<double>& values) {
  TrialPoint trial{{}, tuned.point};
  for (std::size_t i = 0; i < values.size(); ++i) trial.values.push_back(spec::value_at(*tuned.axes[i], values[i]));
  for (std::size_t i = 0; i < values.size(); ++i)
    trial.point.values.emplace_back(tuned.axes[i]->name, &trial.values[i]);
  return trial;
}

/// What is looked at beforehand: every choice, and both ends of what is a number.
std::vector<double> probed(const spec::SearchAxis& axis) {
  if (!axis.interval) {
    std::vector<double> all;
    for (std::size_t i = 0; i < axis.values.size(); ++i) all.push_back(static_cast<double>(i));
    return all;
  }
  const auto& interval = *axis.interval;
  if (interval.kind != spec::Interval::Kind::integer) return {interval.low, interval.high};
  const auto last = interval.least + interval.step * static_cast<std::int64_t>(interval.steps);
  return {static_cast<double>(interval.least), static_cast<double>(last)};
}

std::vector<std::vector<double>> probe_points(const Tuned& tuned) {
  std::vector<double> first;
  for (const auto* axis : tuned.axes) first.push_back(probed(*axis).front());
  std::vector<std::vector<double>> points{first};
  for (std::size_t i = 0; i < tuned.axes.size(); ++i) {
    const auto values = probed(*tuned.axes[i]);
    for (std::size_t k = 1; k < values.size(); ++k) {
      points.push_back(first);
      points.back()[i] = values[k];
    }
  }
  return points;
}

std::string text_of(const spec::SearchAxis& axis) {
  std::string text = axis.name;
  if (const auto& interval = axis.interval; interval && interval->kind == spec::Interval::Kind::integer)
    return text + " int " + std::to_string(interval->least) + ' ' + std::to_string(interval->step) + ' ' +
           std::to_string(interval->steps);
  else if (interval)
    return text + (interval->kind == spec::Interval::Kind::log ? " log " : " uniform ") +
           spec::real_text(interval->low) + ' ' + spec::real_text(interval->high);
  for (const auto& value : axis.values) text += " | " + spec::axis_text(value);
  return text;
}

std::int64_t points_of_space(const Tuned& tuned) {
  std::uint64_t points = 1;
  for (const auto* axis : tuned.axes) {
    if (axis->interval && axis->interval->kind != spec::Interval::Kind::integer) return 0;
    points *= axis->interval ? axis->interval->steps + 1 : axis->values.size();
    if (points > std::uint64_t{1} << 53) return 0;
  }
  return static_cast<std::int64_t>(points);
}

/// All that suggestions depend on but seeds and results: not how many there are to be.
TrialOf identity_of(const spec::SearchSpec& search, const Tuned& tuned) {
  const std::string method = spec::to_yaml(spec::canonical(tuned.method));
  std::string text = tuned.probes.front().shared->body + "\nfor: " + search.metric + "\nmethod: " + method +
                     "\nwidth: " + std::to_string(search.width) + "\nspace:\n";
  TrialOf searched{.search = {}, .metric = search.metric, .method = tuned.method.name, .axes = {}, .space = {}};
  for (const auto* axis : tuned.axes) {
    text += text_of(*axis) + '\n';
    searched.axes.push_back(axis->name);
    searched.space.push_back(axis->text);
  }
  for (const auto& start : search.start) text += "start: " + spec::axis_text(start) + '\n';
  searched.search = sha256(text).substr(0, 16);
  searched.points = points_of_space(tuned);
  return searched;
}

class Planner {
 public:
  Planner(const spec::Experiment& experiment, const spec::Catalogue& catalogue)
      : experiment_(experiment), catalogue_(catalogue), diagnostics_(experiment.diagnostics) {}

  std::vector<Tuned> plan() {
    complain_about_unused(experiment_, diagnostics_);
    expect_few_runs(experiment_);
    const auto method = spec::search_method(*experiment_.search, catalogue_, diagnostics_);
    for (const auto& model : experiment_.models) {
      const auto axes = axes_of(model);
      if (axes.empty()) continue;
      for (auto& point : points_of(experiment_, model))
        add({.model = &model, .point = std::move(point), .axes = axes, .method = method, .searched = {}, .probes = {}});
    }
    if (all_.empty() && diagnostics_.empty() && !experiment_.models.empty())
      diagnostics_.add(experiment_.models.front().place, "'exclude' and 'only' leave no run");
    check_compared_metric(experiment_.compare, measured_, diagnostics_);
    diagnostics_.finish(ExitCode::experiment);
    return std::move(all_);
  }

 private:
  std::vector<const spec::SearchAxis*> axes_of(const spec::Entry& model) {
    std::vector<const spec::SearchAxis*> axes;
    for (const auto& axis : experiment_.search->space)
      if (spec::uses_axis(experiment_, model, axis.name)) axes.push_back(&axis);
    if (axes.empty())
      diagnostics_.add(model.place, "model '" + model.key +
                                        "' uses no axis of 'search.space': it would be compared untuned with tuned "
                                        "ones");
    return axes;
  }

  void add(Tuned tuned) {
    for (const auto& values : probe_points(tuned)) {
      const std::size_t before = diagnostics_.messages().size();
      const TrialPoint trial = trial_point(tuned, values);
      const auto spec = spec::resolve(experiment_, *tuned.model, trial.point, catalogue_, diagnostics_);
      if (spec.data.split.folds != 0)
        diagnostics_.add(spec.data.split.place,
                         "'search' with 'split.folds': every fold would be searched on its own; "
                         "expected shares, {train: 0.7, validation: 0.15, test: 0.15}");
      if (diagnostics_.messages().size() > before) continue;
      tuned.probes.push_back(run_of(spec, trial.point, experiment_.seeds.front()));
      if (tuned.probes.size() == 1) check_metric(spec);
    }
    if (tuned.probes.empty() || !diagnostics_.empty()) return;
    tuned.searched = std::make_shared<const TrialOf>(identity_of(*experiment_.search, tuned));
    if (ids_.insert(tuned.id()).second) all_.push_back(std::move(tuned));
  }

  void check_metric(const spec::RunSpec& spec) {
    const auto known = spec::measured_at_end(spec);
    for (const auto& name : known)
      if (std::ranges::find(measured_, name) == measured_.end()) measured_.push_back(name);
    const auto& metric = experiment_.search->metric;
    if (metric.empty() || std::ranges::find(known, metric) != known.end()) return;
    const std::string guess = did_you_mean(metric, known);
    diagnostics_.add(experiment_.search->metric_place, "'for' is '" + metric + "', which model '" + spec.model.name +
                                                           "' does not measure" +
                                                           (guess.empty() ? "; there are " + list_of(known) : guess));
  }

  const spec::Experiment& experiment_;
  const spec::Catalogue& catalogue_;
  Diagnostics diagnostics_;
  std::vector<std::string> measured_;
  std::set<std::string> ids_;
  std::vector<Tuned> all_;
};

}  // namespace

std::vector<Tuned> tuned(const spec::Experiment& experiment, const spec::Catalogue& catalogue) {
  return Planner(experiment, catalogue).plan();
}

Run trial_of(const spec::Experiment& experiment, const spec::Catalogue& catalogue, const Tuned& tuned,
             const std::vector<double>& values, std::uint64_t seed, std::int64_t trial) {
  const TrialPoint at = trial_point(tuned, values);
  Diagnostics diagnostics;
  const auto spec = spec::resolve(experiment, *tuned.model, at.point, catalogue, diagnostics);
  diagnostics.finish(ExitCode::experiment);
  Run run = run_of(spec, at.point, seed);
  run.searched = tuned.searched;
  run.trial = trial;
  return run;
}

}  // namespace assay::plan
