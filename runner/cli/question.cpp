#include "cli/question.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>

#include "base/log.hpp"
#include "base/suggest.hpp"
#include "cli/winners.hpp"
#include "compare/fairness.hpp"
#include "compare/grouping.hpp"
#include "compare/mixture.hpp"
#include "compare/ranking.hpp"
#include "compare/summary.hpp"
#include "spec/experiment.hpp"
#include "spec/figure.hpp"
#include "spec/level.hpp"
#include "spec/scalar.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::cli {
namespace po = boost::program_options;

namespace {

bool is_setting(const std::string& word) { return word.starts_with("compare.") && word.find('=') != std::string::npos; }

/// A run whose copy of its experiment file is none can be compared all the same.
spec::Node parsed(const std::string& input) {
  try {
    return spec::parse_yaml(input, "stored experiment");
  } catch (const Failure& failure) {
    log::warning(std::string(failure.what()) + "; what it says of comparing is not used");
    return {};
  }
}

}  // namespace

Words places_of(const Words& words) {
  Words places;
  std::ranges::remove_copy_if(words, std::back_inserter(places), is_setting);
  return places;
}

StoredExperiment::StoredExperiment(const std::string& input, const Words& words) : root_(parsed(input)) {
  static const std::vector<std::string> kKeys{"metric", "by", "baseline", "smallest_interesting", "about"};
  for (const auto& word : words) {
    if (!is_setting(word)) continue;
    const auto begin = std::string_view("compare.").size(), equals = word.find('=');
    const std::string key = word.substr(begin, equals - begin);
    if (std::ranges::find(kKeys, key) == kKeys.end())
      throw Failure(ExitCode::usage, "there is no setting 'compare." + key + "'" + did_you_mean(key, kKeys) +
                                         "\nthere are " + list_of(kKeys));
    given_[key] = word.substr(equals + 1);
  }
}

std::string StoredExperiment::given(std::string_view key) const {
  const auto found = given_.find(key);
  return found == given_.end() ? "" : found->second;
}

std::string StoredExperiment::setting(std::string_view key) const {
  if (auto own = given(key); !own.empty()) return own;
  const auto* section = root_.find("compare");
  const auto* node = section ? section->find(key) : nullptr;
  return node ? node->text : "";
}

std::size_t StoredExperiment::place_of(const std::string& model) const {
  const auto* models = root_.find("models");
  for (std::size_t i = 0; models && i < models->entries.size(); ++i)
    if (models->entries[i].key == model) return i;
  return static_cast<std::size_t>(-1);
}

std::size_t StoredExperiment::place_of(const std::string& axis, const std::string& value) const {
  const auto* sweep = root_.find("sweep");
  const auto* values = sweep ? sweep->find(axis) : nullptr;
  for (std::size_t i = 0; values && i < values->items.size(); ++i)
    if (spec::same_level(spec::axis_text(values->items[i]), value)) return i;
  return static_cast<std::size_t>(-1);
}

std::vector<std::size_t> StoredExperiment::place(const store::Record& run) const {
  std::vector<std::size_t> place{place_of(run.model)};
  for (const auto& [axis, value] : run.axes) place.push_back(place_of(axis, value));
  place.push_back(run.seed);
  return place;
}

namespace {

std::string choose_metric(const Options& options, const Selection& selection, const StoredExperiment& experiment) {
  std::string metric = options.has("metric") ? options.get<std::string>("metric") : experiment.setting("metric");
  if (metric.empty()) metric = compare::default_metric(selection.runs);
  const auto known = compare::metrics_of(selection.runs);
  if (std::find(known.begin(), known.end(), metric) == known.end() && !known.empty())
    throw Failure(ExitCode::usage, "no run has the metric '" + metric + "'" + did_you_mean(metric, known) +
                                       "\nthere are " + list_of(known));
  return metric;
}

/// What can be compared: models, and the axes.
std::vector<std::string> dimensions(const Selection& selection) {
  std::vector<std::string> names{"model"};
  for (const auto& run : selection.runs)
    for (const auto& [axis, value] : run.axes)
      if (std::find(names.begin(), names.end(), axis) == names.end()) names.push_back(axis);
  return names;
}

std::string choose_by(const Options& options, const Selection& selection, const StoredExperiment& experiment) {
  const auto known = dimensions(selection);
  std::string by = options.has("by") ? options.get<std::string>("by") : experiment.setting("by");
  if (by.empty())
    for (const auto& name : known)
      if (by.empty() && compare::levels(selection.runs, name).size() > 1) by = name;
  if (by.empty()) by = "model";
  if (std::find(known.begin(), known.end(), by) == known.end())
    throw Failure(ExitCode::usage,
                  "the runs have no axis '" + by + "'" + did_you_mean(by, known) + "\nthere are " + list_of(known));
  return by;
}

/// The first level unless somebody says; the experiment's own only for the experiment's own `by`.
std::string choose_baseline(const Options& options, const std::vector<std::string>& levels, const std::string& by,
                            const StoredExperiment& experiment) {
  const std::string asked =
      options.has("baseline") ? options.get<std::string>("baseline") : experiment.given("baseline");
  if (asked.empty()) {
    const std::string own = by == experiment.setting("by") ? experiment.setting("baseline") : "";
    const std::string* level = spec::find_level(levels, own);
    return level ? *level : levels.front();
  }
  if (const std::string* level = spec::find_level(levels, asked)) return *level;
  throw Failure(ExitCode::usage, "no run has the " + by + " '" + asked + "'" + did_you_mean(asked, levels) +
                                     "\nthere are " + list_of(levels));
}

std::vector<std::string> experiments_of(const Selection& selection) {
  std::vector<std::string> names;
  for (const auto& run : selection.runs)
    if (std::find(names.begin(), names.end(), run.experiment) == names.end()) names.push_back(run.experiment);
  return names;
}

/// Scores of different experiments are no replicates of each other.
void expect_one_experiment(const Selection& selection) {
  const auto names = experiments_of(selection);
  if (names.size() > 1)
    throw Failure(ExitCode::usage, "the runs belong to different experiments (" + list_of(names) +
                                       "), whose scores do not measure the same; compare one at a time");
}

void refuse_chosen_by_outcome(const Selection& selection) {
  if (selection.chosen_by.empty()) return;
  throw Failure(ExitCode::usage, "-F chooses runs by " + list_of(selection.chosen_by) +
                                     ", which came out of their training: what is left are the lucky seeds, and any "
                                     "arm looks better by its best ones; choose by configuration, and compare all");
}

/// Runs of several settings are refused with the choice among them; tasks are looked at one by one as they are ranked.
void refuse_mixture(const Selection& selection, const compare::Question& question) {
  const auto groups = compare::group_runs(selection.runs).groups;
  if (const auto mixed = compare::mixture(compare::design_of(selection.runs, groups, question), question))
    throw Failure(ExitCode::usage, *mixed);
}

void refuse_objections(const Selection& selection, const compare::Question& question) {
  std::string text;
  for (const auto& objection : compare::objections(selection.runs, question))
    text += (text.empty() ? "" : "\n") + objection;
  if (!text.empty())
    throw Failure(ExitCode::usage, text + "\nchoose levels of one task with -F, or rank them over tasks with --tasks");
}

/// The experiment's own `compare: {smallest_interesting: ...}` holds for its own metric only.
std::optional<double> smallest_interesting(const Options& options, const StoredExperiment& experiment,
                                           const std::string& metric) {
  if (options.has("smallest-interesting")) return options.get<double>("smallest-interesting");
  const std::string own = experiment.setting("smallest_interesting");
  const std::string of = experiment.setting("metric");
  if (own.empty() || (of.empty() ? "test.accuracy" : of) != metric) return std::nullopt;
  const auto number = spec::to_real(own);
  if (!number || *number <= 0)
    throw Failure(ExitCode::usage, "'compare.smallest_interesting' is '" + own + "'; expected a number > 0");
  return number;
}

compare::About about(const Options& options, const StoredExperiment& experiment) {
  const std::string asked = options.has("about") ? options.get<std::string>("about") : experiment.setting("about");
  if (asked.empty() || asked == spec::kAbout[0]) return compare::About::new_data;
  if (asked == spec::kAbout[1]) return compare::About::these_rows;
  const std::vector<std::string> known(std::begin(spec::kAbout), std::end(spec::kAbout));
  throw Failure(ExitCode::usage, "verdicts are not about '" + asked + "'" + did_you_mean(asked, known) +
                                     "\nthere are " + list_of(known));
}

/// An option that a verb may have; `by` also where the experiment gives it.
std::string setting_of(const Options& options, const char* name, const StoredExperiment& experiment) {
  if (options.has(name)) return options.get<std::string>(name);
  return std::string_view(name) == "by" ? experiment.setting(name) : "";
}

/// Runs and their files, as the experiment names them; those of one place as they were made, whatever their files are
/// called.
void put_in_order(Selection& selection, const StoredExperiment& experiment) {
  std::vector<std::size_t> order(selection.runs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::pair<std::string_view, std::string_view>(selection.runs[i].timing.ended, selection.runs[i].id);
  });
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return experiment.before(selection.runs[a], selection.runs[b]); });
  std::vector<store::Record> runs;
  std::vector<std::filesystem::path> files;
  for (const std::size_t i : order) {
    runs.push_back(std::move(selection.runs[i]));
    files.push_back(std::move(selection.files[i]));
  }
  selection.runs = std::move(runs);
  selection.files = std::move(files);
}

}  // namespace

void add_question_options(Options& options) {
  options.add().add_options()("metric,m", po::value<std::string>(),
                              "e.g. test.accuracy; default: the experiment's own")(
      "by", po::value<std::string>(), "model or an axis; default: the experiment's own")(
      "baseline", po::value<std::string>(), "the level to compare with; default: the experiment's own, or the first")(
      "smallest-interesting", po::value<double>(),
      "differences below this do not matter; default: half the baseline's standard deviation")(
      "about", po::value<std::string>(), "what verdicts are about: 'new data' (default), or 'these rows'");
}

bool has_several_experiments(const Selection& selection) { return experiments_of(selection).size() > 1; }

compare::Question ask(const Options& options, Selection& selection, bool several) {
  if (selection.runs.empty()) throw Failure(ExitCode::results, "there are no runs to compare");
  if (!several) expect_one_experiment(selection);
  refuse_chosen_by_outcome(selection);
  const StoredExperiment experiment(selection.runs.front().input, options.words());
  const std::string metric = choose_metric(options, selection, experiment);
  put_in_order(selection, experiment);
  leave_winners(selection, metric,
                {setting_of(options, "by", experiment), setting_of(options, "rows", experiment),
                 setting_of(options, "cols", experiment)});
  compare::Question question{.metric = metric, .by = choose_by(options, selection, experiment), .baseline = {}};
  if (selection.tuning) question.condition = selection.tuning->condition();
  question.larger_is_better = spec::larger_is_better(question.metric);
  const auto levels = compare::levels(selection.runs, question.by);
  if (!levels.empty()) question.baseline = choose_baseline(options, levels, question.by, experiment);
  question.smallest_interesting = smallest_interesting(options, experiment, question.metric);
  question.about = about(options, experiment);
  if (several) return question;
  refuse_mixture(selection, question);
  refuse_objections(selection, question);
  return question;
}

void add_tasks_option(Options& options) {
  options.add().add_options()("tasks", po::value<std::string>(),
                              "an axis whose values are tasks to rank on; several experiments are tasks anyway");
}

std::string tasks_by(const Options& options, const Selection& selection) {
  if (options.has("tasks")) return options.get<std::string>("tasks");
  return has_several_experiments(selection) ? compare::kExperiments : "";
}

void expect_tasks(const Selection& selection, const std::string& name, const std::string& by) {
  if (name == compare::kExperiments) return;
  std::vector<std::string> known{compare::kExperiments};
  for (const auto& run : selection.runs)
    for (const auto& [axis, value] : run.axes)
      if (std::ranges::find(known, axis) == known.end()) known.push_back(axis);
  if (std::ranges::find(known, name) == known.end())
    throw Failure(ExitCode::usage,
                  "the runs have no axis '" + name + "'" + did_you_mean(name, known) + "\nthere are " + list_of(known));
  if (name == by) throw Failure(ExitCode::usage, "'" + name + "' cannot be what is compared and the tasks at once");
}

}  // namespace assay::cli
