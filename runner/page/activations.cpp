#include "page/activations.hpp"

#include <charconv>

#include "page/numbers.hpp"
#include "page/samples.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::page {
namespace {

constexpr std::string_view kBefore = "preactivations/", kAfter = "/counts";

/// The component at a position of a run's layers ("2": the third), as the configuration names it; empty where unknown.
std::string component_at(const spec::Node& config, const std::string& position) {
  const auto* model = config.find("model");
  const auto* layers = model ? model->find("layers") : nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(position.data(), position.data() + position.size(), index);
  if (!layers || error != std::errc() || end != position.data() + position.size() || index >= layers->items.size())
    return "";
  const auto& item = layers->items[index];
  return item.entries.empty() ? item.text : item.entries[0].key;
}

/// All histograms of a run: counts [bins] and edges [bins + 1].
Json histograms_of(const store::Record& run) {
  Json list = Json::array();
  spec::Node config;
  for (const auto& [name, array] : run.samples) {
    if (!name.starts_with(kBefore) || !name.ends_with(kAfter)) continue;
    const std::string layer = name.substr(kBefore.size(), name.size() - kBefore.size() - kAfter.size());
    const auto* edges = sample(run, std::string(kBefore) + layer + "/edges", 1);
    if (!edges || edges->size() != array.size() + 1) continue;
    if (list.empty()) config = spec::parse_yaml(run.config, run.id);
    list.push_back({{"layer", layer},
                    {"activation", component_at(config, layer)},
                    {"edges", rounded(edges->as<double>(), 4)},
                    {"counts", rounded(array.as<double>(), 4)}});
  }
  return list;
}

}  // namespace

Json activations(const Contents& contents, const Grouping& grouping) {
  Json curves = Json::array();
  for (const auto& curve : contents.activations)
    curves.push_back({{"name", curve.name},
                      {"x", rounded(curve.x, 4)},
                      {"value", rounded(curve.value, 4)},
                      {"slope", rounded(curve.slope, 4)}});
  Json histograms = of_typical(contents.runs, grouping, contents.question.metric, [](const store::Record& run) -> Json {
    Json layers = histograms_of(run);
    return layers.empty() ? Json() : Json{{"layers", std::move(layers)}};
  });
  return {{"curves", std::move(curves)}, {"histograms", std::move(histograms)}};
}

}  // namespace assay::page
