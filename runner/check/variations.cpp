#include "check/variations.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include <assay/activation.hpp>
#include <assay/layer.hpp>
#include <assay/loss.hpp>
#include <assay/optimizer.hpp>

#include "base/failure.hpp"
#include "check/layer_subject.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::check {
namespace {

/// One parameter and the YAML of its value.
struct Setting {
  std::string parameter, value;
};
using Settings = std::vector<Setting>;

std::string spelled(const std::string& name, const Settings& settings) {
  if (settings.empty()) return name;
  std::string inside;
  for (const auto& one : settings) inside += (inside.empty() ? "" : ", ") + one.parameter + ": " + one.value;
  return "{" + name + ": {" + inside + "}}";
}

std::string written(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

/// A value for a parameter without default. The alternative is uneven, so that a mix-up of height and width shows.
std::string required_value(const ParameterSpec& parameter, bool alternative) {
  const std::string name = parameter.name;
  if (name == "shape") return alternative ? "[2, -1]" : "[-1]";
  if (parameter.type == ParameterType::integers) return alternative ? "[3, 2]" : "3";
  if (counts_tokens(name)) return alternative ? "7" : "5";
  if (parameter.type == ParameterType::integer) return alternative ? "2" : "4";
  return alternative ? "0.25" : "0.5";
}

/// Half the default, or a tenth where that is 0, or a tenth more where half is out of range.
std::vector<std::string> other_reals(const ParameterSpec& parameter) {
  const double value = parameter.number;
  for (const double other : {value != 0 ? value / 2 : 0.1, 1.1 * value, -0.1})
    if (other != value && parameter.range.contains(other)) return {written(other)};
  return {};
}

std::vector<std::string> other_choices(const ParameterSpec& parameter) {
  std::vector<std::string> others;
  std::istringstream in{parameter.choices};
  for (std::string one; std::getline(in, one, '|');)
    if (one != parameter.text) others.push_back(one);
  return others;
}

std::vector<std::string> other_integers(const ParameterSpec& parameter) {
  if (counts_tokens(parameter.name)) return {"5"};  // inputs hold 5 tokens
  for (const double other : {2.0, 1.0, 3.0, parameter.number + 1})
    if (other != parameter.number && parameter.range.contains(other)) return {written(other)};
  return {};
}

/// Values other than its default that a parameter may take; not all go together, or fit every shape.
std::vector<std::string> other_values(const ParameterSpec& parameter) {
  switch (parameter.type) {
    case ParameterType::real:
      return other_reals(parameter);
    case ParameterType::integer:
      return other_integers(parameter);
    case ParameterType::boolean:
      return {parameter.number != 0 ? "false" : "true"};
    case ParameterType::choice:
      return other_choices(parameter);
    case ParameterType::integers:
      return {"2", "[2, 1]"};
    case ParameterType::reals:
      return {"[1, 2, 0.5]"};  // of the three classes of every example
    case ParameterType::activation:
      return {"elu", "swish"};  // slopes from the input, with and without a kink
    default:
      return {};
  }
}

Settings needed(const spec::Signature& plugin, bool alternative = false) {
  Settings settings;
  for (const auto& parameter : plugin.parameters)
    if (parameter.is_required) settings.push_back({parameter.name, required_value(parameter, alternative)});
  return settings;
}

/// Every change of one parameter that has a default.
Settings changes(const spec::Signature& plugin) {
  Settings all;
  for (const auto& parameter : plugin.parameters)
    if (!parameter.is_required)
      for (auto& value : other_values(parameter)) all.push_back({parameter.name, std::move(value)});
  return all;
}

/// The defaults first.
std::vector<Settings> combinations(const spec::Signature& plugin) {
  const Settings base = needed(plugin), single = changes(plugin);
  std::vector<Settings> all{base};
  if (!base.empty()) all.push_back(needed(plugin, true));
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

/// Whether a layer takes one of the shapes: a kernel may be larger than all of them in some variation.
bool takes_a_shape(Layer<double>& layer) {
  for (const auto& shape : kShapes) try {
      layer.plan(shape);
      return true;
    } catch (const Error&) {
      continue;
    }
  return false;
}

bool accepted(const Trial& trial, const std::string& variation) {
  const std::string& kind = trial.plugin().kind;
  try {
    if (kind == "activation") make<Activation, double>(trial, variation);
    if (kind == "layer") return takes_a_shape(*make<Layer, double>(trial, variation));
    if (kind == "loss") make<Loss, double>(trial, variation);
    if (kind == "optimizer") make<Optimizer, double>(trial, variation);
    return true;
  } catch (const Failure&) {
    return false;
  }
}

}  // namespace

spec::Component component(const std::string& yaml, const std::string& kind, const registry::Registry& registry) {
  const auto root = spec::parse_yaml("c: " + yaml, yaml);
  Diagnostics diagnostics;
  const std::array<std::string_view, 1> kinds{kind};
  auto made = spec::read_component(*root.find("c"), kinds, registry, diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return made;
}

bool counts_tokens(const std::string& parameter) { return parameter == "vocabulary" || parameter == "classes"; }

std::vector<std::string> variations(const Trial& trial) {
  std::vector<std::string> all;
  for (const auto& settings : combinations(trial.plugin())) {
    std::string variation = spelled(trial.plugin().name, settings);
    if (all.empty() || accepted(trial, variation)) all.push_back(std::move(variation));
  }
  return all;
}

std::vector<std::string> odd_variations(const Trial& trial) {
  const auto& parameters = trial.plugin().parameters;
  const auto counts = [](const ParameterSpec& one) {
    return one.type == ParameterType::integer && !counts_tokens(one.name);
  };
  std::vector<std::string> all;
  for (const char* odd : {"1", "3", "5", "7"}) {
    Settings settings = needed(trial.plugin());
    bool changed = false;
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      if (!counts(parameters[p]) || (p > 0 && !parameters[p].is_required)) continue;
      std::erase_if(settings, [&](const Setting& one) { return one.parameter == parameters[p].name; });
      settings.push_back({parameters[p].name, odd});
      changed = true;
    }
    std::string variation = spelled(trial.plugin().name, settings);
    if (changed && accepted(trial, variation)) all.push_back(std::move(variation));
  }
  return all;
}

}  // namespace assay::check
