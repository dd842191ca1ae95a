#include "spec/overrides.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "base/suggest.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

constexpr std::array kSections{"experiment", "question", "data",    "models", "train",  "metrics",
                               "sweep",      "seeds",    "compare", "sample", "plugins"};

/// Gives every node of a value the override's place.
void set_place(Node& node, const Place& place) {
  node.place = place;
  for (auto& item : node.items) set_place(item, place);
  for (auto& entry : node.entries) {
    entry.place = place;
    set_place(entry.value, place);
  }
}

/// The comma-separated values; each is YAML in flow style.
std::vector<Node> parse_values(const std::string& text, const Place& place) {
  Node list = parse_yaml("v: [" + text + "]", "<command line>");
  std::vector<Node> values = std::move(list.find("v")->items);
  for (auto& value : values) set_place(value, place);
  return values;
}

Node& child(Node& map, const std::string& key, const Place& place) {
  if (map.kind != Node::Kind::map) map = Node{Node::Kind::map, place, {}, false, {}, {}};
  if (Node* found = map.find(key)) return *found;
  map.entries.push_back({key, place, Node{Node::Kind::null, place, {}, false, {}, {}}});
  return map.entries.back().value;
}

/// Walks down the path; a component that stands there by name only, `adam`, becomes `{adam: {}}` on the way.
Node& at_path(Node& root, const std::vector<std::string>& path, const Place& place) {
  Node* node = &root;
  for (const auto& key : path) {
    const bool component = node->kind == Node::Kind::scalar && node->text == key;
    if (component) *node = Node{Node::Kind::map, place, {}, false, {}, {}};
    node = &child(*node, key, place);
  }
  return *node;
}

Node list_node(std::vector<Node> values, const Place& place) {
  return Node{Node::Kind::list, place, {}, false, std::move(values), {}};
}

void select_models(Node& root, const std::vector<Node>& names, Diagnostics& diagnostics) {
  Node* models = root.find("models");
  if (!models) return;
  std::vector<std::string> known;
  for (const auto& entry : models->entries) known.push_back(entry.key);
  bool all_known = true;
  for (const auto& name : names) {
    if (std::find(known.begin(), known.end(), name.text) != known.end()) continue;
    diagnostics.add(name.place, "unknown model '" + name.text + "'" + did_you_mean(name.text, known));
    all_known = false;
  }
  if (!all_known) return;
  std::erase_if(models->entries, [&](const Entry& entry) {
    return std::none_of(names.begin(), names.end(), [&](const Node& name) { return name.text == entry.key; });
  });
}

class Override {
 public:
  Override(Node& root, const Place& place, Diagnostics& diagnostics)
      : root_(root), place_(place), diagnostics_(diagnostics) {}

  void apply(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      diagnostics_.add(place_, "'" + text + "' is no override; expected key=value");
      return;
    }
    const std::string key = text.substr(0, equals);
    std::vector<Node> values;
    try {
      values = parse_values(text.substr(equals + 1), place_);
    } catch (const Failure&) {
      diagnostics_.add(place_, "the value of '" + key + "' is not YAML: " + text.substr(equals + 1));
      return;
    }
    if (values.empty())
      diagnostics_.add(place_, "'" + key + "' has no value; expected key=value");
    else
      set(key, std::move(values));
  }

 private:
  void set(const std::string& key, std::vector<Node> values) {
    if (key == "models") return select_models(root_, values, diagnostics_);
    if (is_axis(key)) return set_axis(key, std::move(values));
    std::vector<std::string> path;
    std::istringstream in(key);
    for (std::string part; std::getline(in, part, '.');) path.push_back(part);
    if (std::find(kSections.begin(), kSections.end(), path.front()) == kSections.end()) {
      complain(path.front());
      return;
    }
    const bool whole_list = key == "seeds" || key == "metrics" || key == "plugins";
    if (whole_list && (values.size() > 1 || key != "seeds")) {
      at_path(root_, path, place_) = list_node(std::move(values), place_);
    } else if (values.size() > 1) {
      at_path(root_, path, place_) = Node{Node::Kind::scalar, place_, "$" + key, false, {}, {}};
      set_axis(key, std::move(values));
    } else {
      at_path(root_, path, place_) = std::move(values.front());
    }
  }

  bool is_axis(const std::string& key) {
    const Node* sweep = root_.find("sweep");
    return sweep && sweep->find(key);
  }

  void set_axis(const std::string& name, std::vector<Node> values) {
    child(child(root_, "sweep", place_), name, place_) = list_node(std::move(values), place_);
  }

  void complain(const std::string& word) {
    std::vector<std::string> known(kSections.begin(), kSections.end());
    if (const Node* sweep = root_.find("sweep"))
      for (const auto& entry : sweep->entries) known.push_back(entry.key);
    const std::string guess = did_you_mean(word, known);
    diagnostics_.add(place_, "there is no setting or axis '" + word + "'" +
                                 (guess.empty() ? "; there are " + list_of(known) : guess));
  }

  Node& root_;
  Place place_;
  Diagnostics& diagnostics_;
};

}  // namespace

void apply_overrides(Node& root, std::span<const std::string> overrides, Diagnostics& diagnostics) {
  int column = 1;
  for (const auto& text : overrides) Override(root, {"<command line>", 1, column++}, diagnostics).apply(text);
}

}  // namespace assay::spec
