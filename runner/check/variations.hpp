#pragma once
/// Ways to use a plugin, made from its declared parameters alone: the defaults, each parameter changed, each pair of
/// parameters changed, and all changed at once. A new plugin needs no line here.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "check/trial.hpp"
#include "spec/component.hpp"

namespace assay::check {

/// `component("{dense: 3}", "layer", registry)`; throws what a user would be told.
spec::Component component(const std::string& yaml, const std::string& kind, const registry::Registry& registry);

/// Whether a parameter is the number of tokens that a layer knows.
bool counts_tokens(const std::string& parameter);

/// All variations that the plugin's factory accepts, as YAML, the defaults first: "{lstm: {units: 4, layers: 2}}".
/// Changes that do not go together are left out; the defaults never are, so that a plugin that refuses them fails.
std::vector<std::string> variations(const Trial& trial);

/// The defaults with every required number of units, and a first parameter that is a number of them, 1, 3, 5 and 7
/// where the factory accepts that: outputs of odd sizes.
std::vector<std::string> odd_variations(const Trial& trial);

/// Batches of 1, 2, 3, 5 and 7 samples, with 1 to 16 features: sizes of every remainder modulo 16, so that a loop of
/// vectors and its rest meet every split.
inline constexpr std::array<std::int64_t, 5> kBatches{1, 2, 3, 5, 7};
inline constexpr std::int64_t kMostFeatures = 16;

/// The plugin as a variation has it.
template <template <class> class Of, class T>
std::unique_ptr<Of<T>> make(const Trial& trial, const std::string& variation) {
  return trial.registry().make<Of, T>(component(variation, trial.plugin().kind, trial.registry()));
}

/// Calls body(variation) for each, and tells the trial which one it looks at.
template <class Body>
void for_variations(Trial& trial, Body body) {
  for (const auto& variation : variations(trial)) {
    trial.look_at(variation);
    body(variation);
  }
}

}  // namespace assay::check
