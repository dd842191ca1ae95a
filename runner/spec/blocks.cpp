#include "spec/blocks.hpp"

#include <algorithm>
#include <array>

#include "spec/layers.hpp"
#include "spec/sections.hpp"

namespace assay::spec {
namespace {

constexpr std::size_t kMostNodes = 10'000;  // of a block: blocks of blocks grow quickly

bool is_block_name(const std::string& text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::ranges::all_of(text, allowed);
}

std::size_t nodes_of(const Node& node) {
  std::size_t count = 1;
  for (const auto& item : node.items) count += nodes_of(item);
  for (const auto& entry : node.entries) count += nodes_of(entry.value);
  return count;
}

const Node* block_of(const Node& item, const Node& blocks) {
  return item.kind == Node::Kind::scalar && !item.quoted ? blocks.find(item.text) : nullptr;
}

/// Wherever the name stands as an item of a list. Other lists of a layer hold numbers.
bool put(Node& node, const Node& blocks) {
  bool changed = false;
  for (auto& item : node.items)
    if (const Node* block = block_of(item, blocks)) {
      item = *block;
      changed = true;
    } else {
      changed = put(item, blocks) || changed;
    }
  for (auto& entry : node.entries) changed = put(entry.value, blocks) || changed;
  return changed;
}

/// The place where a list uses one of the section's names that are not defined yet.
const Node* early_use(const Node& node, const Node& section) {
  for (const auto& item : node.items) {
    if (block_of(item, section)) return &item;
    if (const Node* found = early_use(item, section)) return found;
  }
  for (const auto& entry : node.entries)
    if (const Node* found = early_use(entry.value, section)) return found;
  return nullptr;
}

bool is_used(const std::string& name, const Node& section, const Experiment& experiment) {
  const auto within = [&](const Entry& entry) { return mentions(entry.value, name); };
  return std::ranges::any_of(experiment.models, within) || std::ranges::any_of(section.entries, within) ||
         std::ranges::any_of(experiment.axes, [&](const Axis& axis) {
           return std::ranges::any_of(axis.values, [&](const Node& value) { return mentions(value, name); });
         });
}

/// `rest`: the block itself, and those below it.
void check_block(const Entry& block, const Node& rest, Diagnostics& diagnostics) {
  const std::string name = "block '" + block.key + "'";
  if (!is_block_name(block.key))
    diagnostics.add(
        block.place,
        name + " has a name that no layer could have; expected small letters, digits and _, a letter first");
  if (block.value.kind != Node::Kind::list || block.value.items.empty())
    diagnostics.add(block.value.place,
                    name + " is " + describe(block.value) + "; expected a list of layers, [{dense: 64}, relu, ...]");
  else if (const Node* early = early_use(block.value, rest))
    diagnostics.add(early->place, name + " uses " +
                                      (early->text == block.key ? "itself" : "block '" + early->text + "'") +
                                      "; expected only blocks that stand above it");
  else if (nodes_of(block.value) > kMostNodes)
    diagnostics.add(block.place, name + " has more than " + std::to_string(kMostNodes) + " entries; expected fewer");
}

}  // namespace

void read_blocks(const Node* node, Experiment& experiment, Diagnostics& diagnostics) {
  experiment.blocks = Node{Node::Kind::map, {}, {}, false, {}, {}};
  if (!node) return;
  const std::size_t before = diagnostics.messages().size();
  if (node->kind != Node::Kind::map || node->entries.empty())
    diagnostics.add(node->place, "'blocks' is " + describe(*node) + "; expected {name: [layers...]}");
  Node rest = *node;  // this one and those below
  for (const auto& entry : node->entries) {
    Entry known = entry;
    put(known.value, experiment.blocks);
    check_block(known, rest, diagnostics);
    if (!is_used(entry.key, *node, experiment))
      diagnostics.add(entry.place,
                      "block '" + entry.key + "' is used by no model; use it like a layer, or leave it out");
    rest.entries.erase(rest.entries.begin());
    if (nodes_of(known.value) <= kMostNodes) experiment.blocks.entries.push_back(std::move(known));
  }
  if (diagnostics.messages().size() != before) experiment.blocks = Node{Node::Kind::list, {}, {}, false, {}, {}};
}

bool put_blocks(Node& model, const Node& blocks) {
  if (blocks.entries.empty()) return false;
  if (model.kind == Node::Kind::list) return put(model, blocks);
  bool changed = false;
  for (const char* network : {"layers", "generator", "discriminator"})
    if (Node* found = model.find(network)) changed = put(*found, blocks) || changed;
  return changed;
}

void check_names(const Node& blocks, const Catalogue& catalogue, Diagnostics& diagnostics) {
  for (const auto& entry : blocks.entries) {
    const auto complain = [&](const std::string& other) {
      diagnostics.add(entry.place, "block '" + entry.key + "' is called like " + other + "; expected another name");
    };
    if (std::ranges::find(combinators(), entry.key) != combinators().end()) complain("a combinator");
    if (catalogue.find("layer", entry.key)) complain("a layer");
    if (catalogue.find("activation", entry.key)) complain("an activation");
  }
}

}  // namespace assay::spec
