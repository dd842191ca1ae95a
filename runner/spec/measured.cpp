#include "spec/measured.hpp"

namespace assay::spec {
namespace {

constexpr const char* kGradientNorm = "gradient_norm";  ///< of the steps, so it belongs to no part of the data

/// "test.loss", "test.accuracy"; a generator has no loss of its own on the test part.
void add_part(std::vector<std::string>& names, const std::string& part, const RunSpec& spec) {
  if (!spec.model.adversarial()) names.push_back(part + ".loss");
  for (const auto& metric : spec.metrics)
    if (metric.name != kGradientNorm) names.push_back(part + '.' + metric.name);
}

}  // namespace

std::vector<std::string> measured_by_epoch(const RunSpec& spec) {
  std::vector<std::string> names;
  if (spec.model.adversarial()) {
    names = {"generator_loss", "discriminator_loss"};
  } else {
    add_part(names, "train", spec);
    for (const auto& metric : spec.metrics)
      if (metric.name == kGradientNorm) names.emplace_back(kGradientNorm);
  }
  // Generated points are judged against the modes of the mixture, which needs no rows.
  if (spec.model.adversarial() || spec.data.split.validation > 0) add_part(names, "validation", spec);
  return names;
}

std::vector<std::string> measured_at_end(const RunSpec& spec) {
  std::vector<std::string> names = measured_by_epoch(spec);
  const std::size_t by_epoch = names.size();
  for (std::size_t i = 0; i < by_epoch; ++i) names.push_back("best." + names[i]);
  if (spec.model.adversarial() || spec.data.split.test > 0) add_part(names, "test", spec);
  for (const char* fact : {"epochs", "parameters", "operations"}) names.emplace_back(fact);
  return names;
}

}  // namespace assay::spec
