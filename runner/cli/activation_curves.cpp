#include "cli/activation_curves.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <assay/activation.hpp>

#include "spec/yaml_reader.hpp"

namespace assay::cli {
namespace {

constexpr double kReach = 5;  // beyond, the shipped activations are straight lines
constexpr int kPoints = 201;

/// Whether a run's environment names it as an activation, whether or not its plugin is there today.
using Names = std::set<std::string, std::less<>>;

Names used_by(const store::Record& run) {
  Names names;
  for (const auto& plugin : run.environment.plugins)
    if (plugin.kind == "activation") names.insert(plugin.name);
  return names;
}

/// Every {name: {...}} below `node` whose name is an activation's.
void collect(const spec::Node& node, const Names& names, std::vector<const spec::Node*>& found) {
  if (node.entries.size() == 1 && names.contains(node.entries[0].key)) found.push_back(&node);
  for (const auto& entry : node.entries) collect(entry.value, names, found);
  for (const auto& item : node.items) collect(item, names, found);
}

/// "leaky_relu slope=0.2": the parameters that the plugin has otherwise by default, or all where there is no plugin.
std::string label_of(const spec::Node& node) {
  std::string label = node.entries[0].key;
  for (const auto& parameter : node.entries[0].value.entries)
    label += ' ' + parameter.key + '=' + (parameter.value.text.empty() ? "trainable" : parameter.value.text);
  return label;
}

page::ActivationCurve sampled(const std::string& label, const Activation<double>& activation) {
  page::ActivationCurve curve{.name = label, .x = {}, .value = {}, .slope = {}};
  for (int i = 0; i < kPoints; ++i) curve.x.push_back(kReach * (2.0 * i / (kPoints - 1) - 1));
  curve.value.resize(kPoints);
  curve.slope.resize(kPoints);
  activation.forward(curve.x, curve.value);
  const std::vector<double> ones(kPoints, 1.0);
  activation.backward(curve.x, curve.value, ones, curve.slope);
  return curve;
}

/// The curve; where there is none, why.
std::variant<page::ActivationCurve, std::string> draw(const spec::Node& node, const registry::Registry& registry) {
  static constexpr std::array<std::string_view, 1> kKinds{"activation"};
  Diagnostics diagnostics;
  const auto component = spec::read_component(node, kKinds, registry, diagnostics);
  if (component.name.empty() || !diagnostics.empty())
    return "its plugin is not there, or takes other parameters than when the runs were made";
  try {
    return sampled(label_of(node), *registry.make<Activation, double>(component));
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

std::vector<page::ActivationCurve> activation_curves(std::span<const store::Record> runs,
                                                     const registry::Registry& registry,
                                                     std::vector<std::string>& notes) {
  std::vector<page::ActivationCurve> curves;
  std::set<std::string> known;
  for (const auto& run : runs) {
    const Names names = used_by(run);
    const spec::Node config = spec::parse_yaml(run.config, run.id);
    std::vector<const spec::Node*> found;
    if (const auto* model = config.find("model")) collect(*model, names, found);
    for (const auto* node : found) {
      if (!known.insert(label_of(*node)).second) continue;
      auto drawn = draw(*node, registry);
      if (auto* curve = std::get_if<page::ActivationCurve>(&drawn))
        curves.push_back(std::move(*curve));
      else
        notes.push_back("the activation " + label_of(*node) + " is not drawn: " + std::get<std::string>(drawn));
    }
  }
  return curves;
}

}  // namespace assay::cli
