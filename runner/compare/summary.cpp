#include "compare/summary.hpp"

#include <algorithm>
#include <array>

namespace assay::compare {
namespace {

Arm make_arm(const std::vector<const store::Record*>& runs, const std::string& metric) {
  Arm arm{.model = runs.front()->model, .axes = runs.front()->axes};
  std::vector<double> scores;
  for (const auto* run : runs) {
    const auto value = score(*run, metric);
    if (run->status != store::Status::complete) {
      ++arm.failed;
      continue;
    }
    if (value) scores.push_back(*value);
    arm.parameters += score(*run, "parameters").value_or(0);
    arm.seconds += run->timing.seconds;
  }
  const auto finished = static_cast<double>(runs.size() - arm.failed);
  if (finished > 0) {
    arm.parameters /= finished;
    arm.seconds /= finished;
  }
  arm.runs = scores.size();
  arm.scores = describe(scores);
  return arm;
}

}  // namespace

std::optional<double> score(const store::Record& run, const std::string& metric) {
  for (const auto& [name, value] : run.final_values)
    if (name == metric) return value;
  return std::nullopt;
}

std::vector<Arm> arms(std::span<const store::Record> runs, const std::string& metric) {
  std::vector<std::vector<const store::Record*>> groups;
  for (const auto& run : runs) {
    const auto same = [&](const auto& group) {
      return group.front()->model == run.model && group.front()->axes == run.axes;
    };
    auto found = std::find_if(groups.begin(), groups.end(), same);
    if (found == groups.end()) found = groups.insert(groups.end(), std::vector<const store::Record*>());
    found->push_back(&run);
  }
  std::vector<Arm> arms;
  for (const auto& group : groups) arms.push_back(make_arm(group, metric));
  return arms;
}

std::vector<std::string> metrics_of(std::span<const store::Record> runs) {
  std::vector<std::string> names;
  for (const auto& run : runs)
    for (const auto& [name, value] : run.final_values)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

std::string default_metric(std::span<const store::Record> runs) {
  static constexpr std::array kPreferred{"test.accuracy", "test.high_quality", "test.bits_per_character",
                                         "test.rmse",     "test.mse",          "test.loss",
                                         "train.loss",    "generator_loss"};
  const auto known = metrics_of(runs);
  for (const char* metric : kPreferred)
    if (std::find(known.begin(), known.end(), metric) != known.end()) return metric;
  return known.empty() ? "" : known.front();
}

}  // namespace assay::compare
