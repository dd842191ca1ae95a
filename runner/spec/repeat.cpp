#include "spec/repeat.hpp"

#include "spec/layers.hpp"
#include "spec/section.hpp"
#include "spec/sections.hpp"

namespace assay::spec {
namespace {

constexpr std::size_t kMostLayers = 10'000;  // of a repeat: repeats of repeats grow quickly

std::size_t count_of(const std::vector<Component>& layers) {
  std::size_t count = layers.size();
  for (const auto& layer : layers)
    for (const auto& branch : layer.branches) count += count_of(branch);
  return count;
}

/// Puts row `row` of the values where `$name` stands; an inner repeat may use the name for values of its own.
void put_values(Node& node, const Node& over, std::size_t row) {
  for (auto& item : node.items) put_values(item, over, row);
  for (auto& entry : node.entries) put_values(entry.value, over, row);
  if (node.kind != Node::Kind::scalar || !node.text.starts_with('$')) return;
  if (const Node* values = over.find(node.text.substr(1))) node = Node(values->items[row]);
}

/// How many values all names of `over` have; 0 where something is wrong.
std::size_t rows_of(const Node& over, const Node& layers, Diagnostics& diagnostics) {
  const std::string expected = "; expected lists of values by name, {d: [1, 2, 4]}";
  if (over.kind != Node::Kind::map || over.entries.empty()) {
    diagnostics.add(over.place, "'over' of 'repeat' is " + describe(over) + expected);
    return 0;
  }
  const std::size_t rows = over.entries.front().value.items.size();
  for (const auto& [name, place, values] : over.entries) {
    if (values.kind != Node::Kind::list || values.items.empty()) {
      diagnostics.add(values.place, "'" + name + "' of 'over' is " + describe(values) + expected);
      return 0;
    }
    if (values.items.size() != rows) {
      diagnostics.add(values.place, "'" + name + "' of 'over' has " + std::to_string(values.items.size()) +
                                        " values and '" + over.entries.front().key + "' has " + std::to_string(rows) +
                                        "; expected equally many");
      return 0;
    }
    if (!mentions(layers, '$' + name))
      diagnostics.add(place, "'" + name + "' of 'over' is used by no layer; expected '$" + name + "' among them");
  }
  return rows;
}

}  // namespace

Component read_repeat(const Place& place, const Node& value, const Catalogue& catalogue, Diagnostics& diagnostics) {
  Section section(value, "repeat", diagnostics);
  const Node* layers = section.need("layers", "a list of layers, {repeat: {times: 2, layers: [{dense: 64}, relu]}}");
  const Node *times = section.get("times"), *over = section.get("over");
  std::size_t turns = static_cast<std::size_t>(section.integer("times", 1, 1));
  section.finish();
  Component whole = list_of_layers(place, {});
  if ((value.kind == Node::Kind::map || value.kind == Node::Kind::null) && (times == nullptr) == (over == nullptr))
    diagnostics.add(place, "'repeat' needs either 'times', how often, or 'over', {d: [1, 2, 4]}");
  if (!layers) return whole;
  if (layers->kind != Node::Kind::list || layers->items.empty()) {
    section.complain(*layers, "layers", "a list of layers, [{dense: 64}, relu]");
    return whole;
  }
  if (over) turns = rows_of(*over, *layers, diagnostics);
  for (std::size_t i = 0; i < turns; ++i) {
    Node turn = *layers;
    if (over) put_values(turn, *over, i);
    whole.branches.front().push_back(list_of_layers(place, read_layers(turn, catalogue, diagnostics)));
    if (count_of(whole.branches.front()) <= kMostLayers) continue;
    diagnostics.add(place, "'repeat' makes more than " + std::to_string(kMostLayers) + " layers; expected fewer");
    return list_of_layers(place, {});
  }
  return whole;
}

}  // namespace assay::spec
