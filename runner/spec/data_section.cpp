#include "spec/data_section.hpp"

#include <array>

#include "spec/section.hpp"
#include "spec/split_section.hpp"

namespace assay::spec {
namespace {

/// The source's own settings, which stand in the data section beside those of every source.
Node settings_of(const Signature& source, const Node& node, Section& section) {
  Node settings{Node::Kind::map, node.place, {}, false, {}, {}};
  for (const auto& parameter : source.parameters)
    if (const Node* given = section.get(parameter.name))
      settings.entries.push_back({parameter.name, given->place, *given});
  section.finish();
  return settings;
}

}  // namespace

bool is_shared_data_key(std::string_view key) {
  return key == "split" || key == "scale" || key == "target_scale" || key == "leaks";
}

DataSpec read_data(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  DataSpec data;
  data.place = node.place;
  Section section(node, "data", diagnostics);
  const Node* source = section.need("source", "what the data is read from or made by");
  static constexpr std::array<std::string_view, 3> kScales{"none", "standard", "minmax"};
  data.split = read_split(section.get("split"), diagnostics);
  data.scale = static_cast<Scale>(section.choice("scale", kScales, 0));
  data.target_scale = static_cast<Scale>(section.choice("target_scale", kScales, 0));
  static constexpr std::array<std::string_view, 3> kLeakRules{"refuse", "tell", "ignore"};
  data.leaks = static_cast<LeakRule>(section.choice("leaks", kLeakRules, 0));
  if (!source) return data;
  if (source->kind != Node::Kind::scalar) {
    section.complain(*source, "source", "the name of a data source; its settings stand beside it");
    return data;
  }
  const std::array<std::string_view, 1> kinds{"data source"};
  const Signature* signature = catalogue.find(kinds[0], source->text);
  if (!signature) {
    read_component(*source, kinds, catalogue, diagnostics);  // tells what is wrong
    return data;
  }
  const Node settings = settings_of(*signature, node, section);
  data.source = read_arguments(*signature, source->place, settings, catalogue, diagnostics);
  return data;
}

}  // namespace assay::spec
