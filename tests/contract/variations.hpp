#pragma once
/// Ways to use a plugin, made from its declared parameters alone: the defaults, each parameter changed, each pair of
/// parameters changed, and all changed at once. A new plugin needs no line here.

#include <cctype>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/failure.hpp"
#include "components.hpp"

namespace assay::contract {

/// One parameter and the YAML of its value.
struct Setting {
  std::string parameter, value;
};
using Settings = std::vector<Setting>;

/// "{lstm: {units: 4, layers: 2}}".
inline std::string spelled(const std::string& name, const Settings& settings) {
  std::string inside;
  for (const auto& one : settings) inside += (inside.empty() ? "" : ", ") + one.parameter + ": " + one.value;
  return "{" + name + ": {" + inside + "}}";
}

/// Whether a parameter is the number of tokens that a layer knows.
inline bool counts_tokens(const std::string& parameter) { return parameter == "vocabulary" || parameter == "classes"; }

/// A value for a parameter without default. The alternative is uneven, so that a mix-up of height and width shows.
inline std::string required_value(const ParameterSpec& parameter, bool alternative) {
  const std::string name = parameter.name;
  if (name == "shape") return alternative ? "[2, -1]" : "[-1]";
  if (parameter.type == ParameterType::integers) return alternative ? "[3, 2]" : "3";
  if (counts_tokens(name)) return alternative ? "7" : "5";
  if (parameter.type == ParameterType::integer) return alternative ? "2" : "4";
  return alternative ? "0.25" : "0.5";
}

/// Half the default, or a tenth where that is 0.
inline std::vector<std::string> other_reals(const ParameterSpec& parameter) {
  const double value = parameter.number != 0 ? parameter.number / 2 : 0.1;
  if (!parameter.range.contains(value)) return {};
  std::ostringstream text;
  text << value;
  return {text.str()};
}

inline std::vector<std::string> other_choices(const ParameterSpec& parameter) {
  std::vector<std::string> others;
  std::istringstream in{parameter.choices};
  for (std::string one; std::getline(in, one, '|');)
    if (one != parameter.text) others.push_back(one);
  return others;
}

/// Values other than its default that a parameter may take; not all go together, or fit every shape.
inline std::vector<std::string> other_values(const ParameterSpec& parameter) {
  switch (parameter.type) {
    case ParameterType::real:
      return other_reals(parameter);
    case ParameterType::integer:
      return {counts_tokens(parameter.name) ? "5" : "2"};  // inputs_for() knows 5 tokens
    case ParameterType::boolean:
      return {parameter.number != 0 ? "false" : "true"};
    case ParameterType::choice:
      return other_choices(parameter);
    case ParameterType::integers:
      return {"2", "[2, 1]"};
    case ParameterType::activation:
      return {"elu", "swish"};  // slopes from the input, with and without a kink
    default:
      return {};
  }
}

inline std::span<const ParameterSpec> parameters_of(const std::string& kind, const std::string& name) {
  return testing_support::plugins().find(kind, name)->parameters;
}

inline Settings needed(const std::string& kind, const std::string& name, bool alternative = false) {
  Settings settings;
  for (const auto& parameter : parameters_of(kind, name))
    if (parameter.is_required) settings.push_back({parameter.name, required_value(parameter, alternative)});
  return settings;
}

/// Every change of one parameter that has a default.
inline Settings changes(const std::string& kind, const std::string& name) {
  Settings all;
  for (const auto& parameter : parameters_of(kind, name))
    if (!parameter.is_required)
      for (auto& value : other_values(parameter)) all.push_back({parameter.name, std::move(value)});
  return all;
}

/// The defaults first.
inline std::vector<Settings> variations(const std::string& kind, const std::string& name) {
  const Settings base = needed(kind, name), single = changes(kind, name);
  std::vector<Settings> all{base};
  if (!base.empty()) all.push_back(needed(kind, name, true));
  Settings together = base;
  for (std::size_t i = 0; i < single.size(); ++i) {
    all.push_back(base);
    all.back().push_back(single[i]);
    for (std::size_t j = i + 1; j < single.size(); ++j) {
      if (single[j].parameter == single[i].parameter) continue;
      all.push_back(base);
      all.back().insert(all.back().end(), {single[i], single[j]});
    }
    if (together.empty() || together.back().parameter != single[i].parameter) together.push_back(single[i]);
  }
  if (together.size() > base.size() + 2) all.push_back(together);
  return all;
}

/// Whether the plugin's factory accepts the settings; changes that do not go together are refused.
template <template <class> class Of>
bool accepted(const std::string& kind, const std::string& variation) {
  try {
    testing_support::plugins().make<Of, double>(testing_support::component(variation, kind));
    return true;
  } catch (const Failure&) {
    return false;
  }
}

/// All variations of all plugins of a kind that their factories accept. The defaults are among them unseen: a plugin
/// that refuses them fails its tests.
template <template <class> class Of>
std::vector<std::string> all_variations(const std::string& kind) {
  std::vector<std::string> all;
  for (const auto& name : testing_support::plugins().names(kind)) {
    bool defaults = true;
    for (const auto& settings : variations(kind, name)) {
      std::string variation = spelled(name, settings);
      if (defaults || accepted<Of>(kind, variation)) all.push_back(std::move(variation));
      defaults = false;
    }
  }
  return all;
}

/// A test's name from a variation: letters, digits and underscores.
inline std::string test_name(const std::string& variation, std::size_t number) {
  std::string name;
  for (const char c : variation) {
    if (std::isalnum(static_cast<unsigned char>(c)))
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  return name + std::to_string(number);
}

}  // namespace assay::contract
