#include "spec/layers.hpp"

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "spec/repeat.hpp"

namespace assay::spec {
namespace {

constexpr std::array<std::string_view, 2> kKinds{"layer", "activation"};

/// The paths of a combinator: a list of lists, but for residual, whose list is its only path.
void read_paths(Component& combinator, const Node& value, const Catalogue& catalogue, Diagnostics& diagnostics) {
  const bool residual = combinator.name == "residual";
  const auto complain = [&](const Node& at) {
    diagnostics.add(at.place, "'" + combinator.name + "' holds " + describe(at) + "; expected " +
                                  (residual ? "a list of layers, {residual: [{dense: 64}, relu]}"
                                            : "a list of lists of layers, {" + combinator.name +
                                                  ": [[{dense: 64}, relu], [{dense: 64}]]}"));
  };
  if (value.kind != Node::Kind::list || value.items.empty()) return complain(value);
  if (residual) {
    combinator.branches.push_back(read_layers(value, catalogue, diagnostics));
    return;
  }
  for (const auto& item : value.items)
    if (item.kind == Node::Kind::list)
      combinator.branches.push_back(read_layers(item, catalogue, diagnostics));
    else
      complain(item);
}

Component read_layer(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics);

Component read_combinator(const std::string& name, const Place& place, const Node& value, const Catalogue& catalogue,
                          Diagnostics& diagnostics) {
  if (name == "repeat") return read_repeat(place, value, catalogue, diagnostics);
  Component combinator{"combinator", name, place, {}};
  if (name != "spectral_norm")
    read_paths(combinator, value, catalogue, diagnostics);
  else if (value.kind != Node::Kind::null)
    combinator.branches.push_back({read_layer(value, catalogue, diagnostics)});
  else
    diagnostics.add(place, "'spectral_norm' holds nothing; expected a layer, {spectral_norm: {dense: 64}}");
  return combinator;
}

/// A name that nobody knows but that is nearly a combinator's.
bool misspelt(const std::string& name, const Catalogue& catalogue) {
  const bool known = std::ranges::any_of(kKinds, [&](auto kind) { return catalogue.find(kind, name) != nullptr; });
  return !known && nearest(name, combinators());
}

Component read_layer(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  if (node.kind == Node::Kind::list && !node.items.empty())
    return list_of_layers(node.place, read_layers(node, catalogue, diagnostics));
  const bool map = node.kind == Node::Kind::map && node.entries.size() == 1;
  const std::string& name = map ? node.entries[0].key : node.text;
  const Place& place = map ? node.entries[0].place : node.place;
  if (std::ranges::find(combinators(), name) != combinators().end()) {
    const Node nothing{Node::Kind::null, place, {}, false, {}, {}};
    return read_combinator(name, place, map ? node.entries[0].value : nothing, catalogue, diagnostics);
  }
  if (!map || !misspelt(name, catalogue)) return read_component(node, kKinds, catalogue, diagnostics);
  diagnostics.add(place, "unknown layer or activation '" + name + "'" + did_you_mean(name, combinators()));
  return {};
}

}  // namespace

Component list_of_layers(const Place& place, std::vector<Component> layers) {
  return {"combinator", kList, place, {}, {std::move(layers)}};
}

const std::vector<std::string>& combinators() {
  static const std::vector<std::string> names{"residual", "parallel", "concat", "product", "repeat", "spectral_norm"};
  return names;
}

std::vector<Component> read_layers(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  std::vector<Component> layers;
  for (const auto& item : node.items) layers.push_back(read_layer(item, catalogue, diagnostics));
  return layers;
}

}  // namespace assay::spec
