#include "spec/data_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "spec/section.hpp"

namespace assay::spec {
namespace {

Split read_split(const Node* node, Diagnostics& diagnostics) {
  Split split;
  if (!node) return split;
  Section section(*node, "split", diagnostics);
  split.place = node->place;
  const std::size_t before = diagnostics.messages().size();
  split.train = section.real("train", 0, at_least(0));
  split.validation = section.real("validation", 0, at_least(0));
  split.test = section.real("test", 0, at_least(0));
  static constexpr std::array<std::string_view, 2> kOrders{"shuffled", "sequential"};
  split.shuffled = section.choice("order", kOrders, 0) == 0;
  section.finish();
  if (diagnostics.messages().size() > before) return split;
  const std::array parts{split.train, split.validation, split.test};
  const bool counts = std::ranges::all_of(parts, [](double part) { return part == std::floor(part); });
  if (split.train == 0)
    diagnostics.add(node->place, "'split.train' is 0 or missing; expected a share or a number of rows");
  if (are_shares(split) || counts) return split;
  if (std::ranges::all_of(parts, [](double part) { return part <= 1; }))
    diagnostics.add(node->place, "the shares of 'split' add up to more than 1");
  else
    diagnostics.add(node->place,
                    "'split' mixes shares with numbers of rows; expected all shares <= 1, or all integers");
  return split;
}

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

bool are_shares(const Split& split) { return split.train + split.validation + split.test <= 1 + 1e-9; }

bool is_shared_data_key(std::string_view key) { return key == "split" || key == "scale" || key == "target_scale"; }

DataSpec read_data(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  DataSpec data;
  data.place = node.place;
  Section section(node, "data", diagnostics);
  const Node* source = section.need("source", "what the data is read from or made by");
  static constexpr std::array<std::string_view, 3> kScales{"none", "standard", "minmax"};
  data.split = read_split(section.get("split"), diagnostics);
  data.scale = static_cast<Scale>(section.choice("scale", kScales, 0));
  data.target_scale = static_cast<Scale>(section.choice("target_scale", kScales, 0));
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
