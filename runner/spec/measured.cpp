#include "spec/measured.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay::spec {
namespace {

/// Of the steps, so they belong to no part of the data.
constexpr std::array<std::string_view, 2> kOfSteps{"gradient_norm", "rate"};

/// Measured with the same weights throughout, so not in training.
constexpr std::array<std::string_view, 9> kOfWholeParts{
    "precision", "recall", "f1", "precision_micro", "recall_micro", "f1_micro", "auc", "calibration_error", "r2"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, const Metric& metric) {
  return std::find(names.begin(), names.end(), metric.name) != names.end();
}

/// "test.loss", "test.accuracy"; a generator has no loss of its own on the test part.
void add_part(std::vector<std::string>& names, const std::string& part, const RunSpec& spec) {
  if (!spec.model.adversarial()) names.push_back(part + ".loss");
  for (const auto& metric : spec.metrics) {
    if (is_one_of(kOfSteps, metric) || (part == "train" && is_one_of(kOfWholeParts, metric))) continue;
    names.push_back(part + '.' + metric.name);
    if (metric.name == "sliced_wasserstein") names.push_back(part + ".sliced_wasserstein_floor");
  }
}

/// The same once more with the weights' averages, where there are any.
void add_part_twice(std::vector<std::string>& names, const std::string& part, const RunSpec& spec) {
  add_part(names, part, spec);
  if (spec.train.average > 0) add_part(names, "average." + part, spec);
}

}  // namespace

std::vector<std::string> measured_by_epoch(const RunSpec& spec) {
  std::vector<std::string> names;
  if (spec.model.adversarial())
    names = {"generator_loss", "discriminator_loss"};
  else
    add_part(names, "train", spec);
  for (const auto& metric : spec.metrics) {
    const bool measured = metric.name == "rate" || !spec.model.adversarial();
    if (is_one_of(kOfSteps, metric) && measured) names.push_back(metric.name);
  }
  // Generated points are judged beside modes and training rows where there are no others.
  if (spec.model.adversarial() || spec.data.split.may_validate()) add_part_twice(names, "validation", spec);
  return names;
}

std::vector<std::string> measured_at_end(const RunSpec& spec) {
  std::vector<std::string> names = measured_by_epoch(spec);
  const std::size_t by_epoch = names.size();
  for (std::size_t i = 0; i < by_epoch; ++i) names.push_back("best." + names[i]);
  if (spec.model.adversarial() || spec.data.split.may_test()) add_part_twice(names, "test", spec);
  names.insert(names.end(), kFacts.begin(), kFacts.end());
  return names;
}

}  // namespace assay::spec
