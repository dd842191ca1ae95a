#pragma once
/// Ways to use a plugin, made from its declared parameters alone: the defaults, and each parameter changed once. A new
/// plugin needs no line here.

#include <sstream>
#include <string>
#include <vector>

#include "components.hpp"

namespace assay::contract {

/// The YAML of a value that fits a parameter which has no default.
inline std::string required_value(const ParameterSpec& parameter) {
  const std::string name = parameter.name;
  if (name == "shape") return "[-1]";
  if (parameter.type == ParameterType::integers) return "3";
  if (name == "vocabulary" || name == "classes") return "5";
  if (parameter.type == ParameterType::integer) return "4";
  return "0.5";
}

/// Other values that a parameter with a default may take; not all fit every shape.
inline std::vector<std::string> other_values(const ParameterSpec& parameter) {
  switch (parameter.type) {
    case ParameterType::boolean:
      return {parameter.number != 0 ? "false" : "true"};
    case ParameterType::integer:
      return {"2"};
    case ParameterType::integers:
      return {"2", "1"};
    case ParameterType::activation:
      return {"elu", "swish", "sigmoid"};
    case ParameterType::choice: {
      std::vector<std::string> choices;
      std::istringstream in{parameter.choices};
      for (std::string one; std::getline(in, one, '|');) choices.push_back(one);
      return choices;
    }
    default:
      return {};
  }
}

/// "{lstm: {units: 4, layers: 2}}" and so on.
inline std::vector<std::string> variations(const std::string& kind, const std::string& name) {
  const auto* signature = testing_support::plugins().find(kind, name);
  std::string needed;
  for (const auto& parameter : signature->parameters)
    if (parameter.is_required)
      needed += (needed.empty() ? "" : ", ") + std::string(parameter.name) + ": " + required_value(parameter);
  std::vector<std::string> all{"{" + name + ": {" + needed + "}}"};
  for (const auto& parameter : signature->parameters)
    for (const auto& value : parameter.is_required ? std::vector<std::string>() : other_values(parameter)) {
      const std::string changed = std::string(parameter.name) + ": " + value;
      all.push_back("{" + name + ": {" + needed + (needed.empty() ? "" : ", ") + changed + "}}");
    }
  return all;
}

/// All variations of all plugins of a kind that their factories accept; the defaults of each must be among them.
template <template <class> class Of>
std::vector<std::string> all_variations(const std::string& kind) {
  std::vector<std::string> all;
  for (const auto& name : testing_support::plugins().names(kind)) {
    bool defaults = true;
    for (auto& one : variations(kind, name)) {
      try {
        testing_support::plugins().make<Of, double>(testing_support::component(one, kind));
        all.push_back(std::move(one));
      } catch (const Failure&) {
        if (defaults) throw;
      }
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
