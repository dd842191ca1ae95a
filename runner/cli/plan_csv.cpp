#include "cli/plan_csv.hpp"

#include <algorithm>
#include <iostream>

#include "launch/launch.hpp"
#include "launch/search_source.hpp"

namespace assay::cli {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

std::vector<std::string> axes_of(const spec::Experiment& experiment) {
  std::vector<std::string> names;
  for (const auto& axis : experiment.axes) names.push_back(axis.name);
  if (experiment.search)
    for (const auto& axis : experiment.search->space) names.push_back(axis.name);
  return names;
}

void print_line(const plan::Run& run, const std::vector<std::string>& axes, bool folds, const launch::Stored* stored) {
  std::cout << run.name() << ',' << run.model << ',' << run.seed << ',' << state_of(stored);
  for (const auto& axis : axes) {
    const auto used = std::ranges::find(run.axes, axis, &std::pair<std::string, std::string>::first);
    std::cout << ',' << (used == run.axes.end() ? "" : quoted(used->second));
  }
  if (const auto [fold, repeat] = fold_of(run); folds) std::cout << ',' << fold << ',' << repeat;
  std::cout << '\n';
}

}  // namespace

bool has_folds(const std::vector<plan::Run>& runs) {
  return std::ranges::any_of(runs, [](const plan::Run& run) { return run.spec.data.split.fold.has_value(); });
}

std::array<std::string, 2> fold_of(const plan::Run& run) {
  const spec::Split& split = run.spec.data.split;
  if (!split.fold) return {};
  return {std::to_string(*split.fold), std::to_string(*split.repeat)};
}

std::string state_of(const launch::Stored* stored) {
  if (!stored) return "to train";
  return stored->stale.empty() ? stored->status : "stale";
}

void print_csv(Session& session) {
  const auto axes = axes_of(session.experiment);
  std::cout << "run,model,seed,state";
  for (const auto& axis : axes) std::cout << ',' << quoted(axis);
  const bool folds = has_folds(session.runs);
  std::cout << (folds ? ",fold,repeat\n" : "\n");
  const auto context = session.context();
  launch::StoredRuns known(context, session.folder);
  const auto print = [&](const plan::Run& run) {
    const auto stored = known.find(run);
    print_line(run, axes, folds, stored ? &*stored : nullptr);
  };
  if (!session.is_search()) return std::ranges::for_each(session.runs, print), void();
  launch::SearchSource source(session.experiment, session.registry, session.tuned);
  launch::Options options;
  options.folder = session.folder;
  launch::missing(context, source, options);
  for (const auto& standing : source.standings()) std::ranges::for_each(standing.search.runs(), print);
}

}  // namespace assay::cli
