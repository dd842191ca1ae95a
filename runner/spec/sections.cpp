#include "spec/sections.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "spec/blocks.hpp"
#include "spec/data_section.hpp"

namespace assay::spec {
namespace {

/// A model's own settings replace the experiment's, key by key.
Node patched(const Node& base, const Node* patch) {
  Node result = base;
  if (!patch) return result;
  if (result.kind == Node::Kind::null) result = Node{Node::Kind::map, patch->place, {}, false, {}, {}};
  for (const auto& entry : patch->entries) {
    if (Node* found = result.find(entry.key))
      *found = entry.value;
    else
      result.entries.push_back(entry);
  }
  return result;
}

Node patched_data(const Node& base, const Node* patch) {
  Node kept = base;
  if (patch && patch->find("source"))
    std::erase_if(kept.entries, [](const Entry& entry) { return !is_shared_data_key(entry.key); });
  return patched(kept, patch);
}

/// Puts the axes' values where `$axis` stands.
class Substitution {
 public:
  Substitution(const Experiment& experiment, const Point& point, Diagnostics& diagnostics)
      : experiment_(experiment), point_(point), diagnostics_(diagnostics) {}

  void apply(Node& node) {
    for (auto& item : node.items) apply(item);
    for (auto& entry : node.entries)
      if (entry.key == "repeat")
        apply_to_repeat(entry.value);
      else
        apply(entry.value);
    if (node.kind == Node::Kind::scalar && node.text.starts_with('$')) replace(node);
  }

  /// Whether some `$axis` had no value; what was read from there would only give further complaints.
  bool broken() const { return broken_; }

 private:
  /// The names of `over` get their values when the layers are read.
  void apply_to_repeat(Node& repeat) {
    const Node* over = repeat.find("over");
    const std::size_t outer = own_.size();
    for (std::size_t i = 0; over && i < over->entries.size(); ++i) {
      const Entry& one = over->entries[i];
      own_.push_back(one.key);
      if (std::ranges::any_of(experiment_.axes, [&](const Axis& axis) { return axis.name == one.key; }))
        diagnostics_.add(one.place, "'" + one.key + "' of 'over' is an axis of 'sweep' already; expected another name");
    }
    for (auto& entry : repeat.entries)
      if (entry.key == "layers") apply(entry.value);
    own_.resize(outer);
    for (auto& entry : repeat.entries)
      if (entry.key != "layers") apply(entry.value);
    for (auto& item : repeat.items) apply(item);
    if (repeat.kind == Node::Kind::scalar && repeat.text.starts_with('$')) replace(repeat);
  }

  void replace(Node& node) {
    const std::string name = node.text.substr(1);
    if (std::ranges::find(own_, name) != own_.end()) return;
    for (const auto& [axis, value] : point_.values)
      if (axis == name) {
        node = *value;
        return;
      }
    std::vector<std::string> known;
    for (const auto& axis : experiment_.axes) known.push_back('$' + axis.name);
    if (experiment_.search)
      for (const auto& axis : experiment_.search->space) known.push_back('$' + axis.name);
    for (const auto& one : own_) known.push_back('$' + one);
    const std::string guess = did_you_mean(node.text, known);
    const std::string others =
        known.empty() ? "; expected 'sweep: {" + name + ": [values]}'" : "; there are " + list_of(known);
    diagnostics_.add(node.place, "there is no axis '" + name + "' in 'sweep'" + (guess.empty() ? others : guess));
    node = Node{Node::Kind::null, node.place, {}, false, {}, {}};
    broken_ = true;
  }

  const Experiment& experiment_;
  const Point& point_;
  Diagnostics& diagnostics_;
  std::vector<std::string> own_;  ///< of the repeats around
  bool broken_ = false;
};

}  // namespace

Sections sections_of(const Experiment& experiment, const Entry& model) {
  Node network = model.value;
  put_blocks(network, experiment.blocks);
  return {patched_data(experiment.data, model.value.find("data")), patched(experiment.train, model.value.find("train")),
          experiment.metrics, experiment.sample, std::move(network)};
}

bool mentions(const Node& node, const std::string& word) {
  if (node.kind == Node::Kind::scalar) return node.text == word;
  return std::any_of(node.items.begin(), node.items.end(), [&](const Node& item) { return mentions(item, word); }) ||
         std::any_of(node.entries.begin(), node.entries.end(),
                     [&](const Entry& entry) { return mentions(entry.value, word); });
}

bool substitute(Sections& sections, const Experiment& experiment, const Point& point, Diagnostics& diagnostics) {
  Substitution substitution(experiment, point, diagnostics);
  for (Node* node : sections.all()) substitution.apply(*node);
  if (put_blocks(sections.model, experiment.blocks)) substitution.apply(sections.model);  // values of axes
  return !substitution.broken();
}

}  // namespace assay::spec
