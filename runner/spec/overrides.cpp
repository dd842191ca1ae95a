#include "spec/overrides.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "base/suggest.hpp"
#include "spec/axes.hpp"
#include "spec/interval.hpp"
#include "spec/section.hpp"
#include "spec/sections.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

using Path = std::vector<std::string>;

constexpr std::size_t kMostDepth = 64;  // as in files

constexpr std::array kSections{"experiment", "question", "data",  "blocks",  "models", "train",  "metrics",
                               "sweep",      "search",   "seeds", "compare", "sample", "plugins"};

Node map_node(const Place& place) { return {Node::Kind::map, place, {}, false, {}, {}}; }
Node list_node(std::vector<Node> values, const Place& place) {
  return {Node::Kind::list, place, {}, false, std::move(values), {}};
}
Node axis_node(const std::string& name, const Place& place) {
  return {Node::Kind::scalar, place, '$' + name, false, {}, {}};
}

/// Gives every node of a value the override's place.
void set_place(Node& node, const Place& place) {
  node.place = place;
  for (auto& item : node.items) set_place(item, place);
  for (auto& entry : node.entries) {
    entry.place = place;
    set_place(entry.value, place);
  }
}

/// The comma-separated values; each is YAML in flow style. Nothing where the text is something else.
std::optional<std::vector<Node>> parse_values(const std::string& text, const Place& place) {
  try {
    Node root = parse_yaml("v: [" + text + "\n]", "<command line>");
    Node* list = root.find("v");
    if (!list || root.entries.size() != 1) return std::nullopt;
    for (auto& value : list->items) set_place(value, place);
    return std::move(list->items);
  } catch (const Failure&) {
    return std::nullopt;
  }
}

Path split(const std::string& key) {
  Path path{""};
  for (const char c : key)
    if (c == '.')
      path.emplace_back();
    else
      path.back() += c;
  return path;
}

std::string join(const Path& path, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? "." : "") + path[i];
  return text;
}

Node& child(Node& map, const std::string& key, const Place& place) {
  if (map.kind == Node::Kind::null) map = map_node(place);
  if (Node* found = map.find(key)) return *found;
  map.entries.push_back({key, place, Node{Node::Kind::null, place, {}, false, {}, {}}});
  return map.entries.back().value;
}

std::vector<std::string> keys_of(const Node* map) {
  std::vector<std::string> keys;
  if (map)
    for (const auto& entry : map->entries) keys.push_back(entry.key);
  return keys;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// One override being applied.
class Override {
 public:
  Override(Node& root, const Place& place, Diagnostics& diagnostics)
      : root_(root), place_(place), diagnostics_(diagnostics) {}

  void apply(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      return complain("'" + text + "' is no override; expected key=value");
    const std::string key = text.substr(0, equals);
    auto values = parse_values(text.substr(equals + 1), place_);
    if (!values) return complain("the value of '" + key + "' is not YAML: " + text.substr(equals + 1));
    if (values->empty()) return complain("'" + key + "' has no value; expected key=value");
    if (key == "models") return select_models(*values);
    if (Node* space = space_of(key)) return set_space(*space, std::move(*values));
    if (const std::string axis = axis_of(key); !axis.empty()) return set_axis(axis, std::move(*values));
    set(key, std::move(*values));
  }

 private:
  /// The axis that a key names: one of the sweep, or one that something asks for by `$name`; empty if none.
  std::string axis_of(const std::string& key) const {
    if (key.starts_with("sweep.")) {
      const std::string name = key.substr(6);
      return is_sweep_word(name.substr(0, name.find('.'))) && name.find('.') != std::string::npos ? "" : name;
    }
    const Node* sweep = root_.find("sweep");
    return (sweep && sweep->find(key)) || mentions(root_, '$' + key) ? key : "";
  }

  /// What a searched axis, `lr` or `search.space.lr`, is chosen from; null where the key is none.
  Node* space_of(const std::string& key) {
    Node* search = root_.find("search");
    Node* space = search ? search->find("space") : nullptr;
    constexpr std::string_view kPath = "search.space.";
    return space ? space->find(key.starts_with(kPath) ? key.substr(kPath.size()) : key) : nullptr;
  }

  void set_space(Node& space, std::vector<Node> values) {
    const bool whole = values.size() == 1 && (values.front().kind == Node::Kind::list || interval_of(values.front()));
    space = whole ? std::move(values.front()) : list_node(std::move(values), place_);
  }

  void set_axis(const std::string& name, std::vector<Node> values) {
    Node& sweep = child(root_, "sweep", place_);
    if (sweep.kind != Node::Kind::map && sweep.kind != Node::Kind::null) return;  // complained about with the file
    const bool is_list = values.size() == 1 && values.front().kind == Node::Kind::list;
    child(sweep, name, place_) = is_list ? std::move(values.front()) : list_node(std::move(values), place_);
  }

  void set(const std::string& key, std::vector<Node> values) {
    const Path path = split(key);
    if (std::find(kSections.begin(), kSections.end(), path.front()) == kSections.end())
      return complain_about_section(path.front());
    if (path.size() > kMostDepth)
      return complain("'" + path.front() + "...' is nested deeper than " + std::to_string(kMostDepth) + " levels");
    if (contains(path, "")) return complain("'" + key + "' has an empty part; expected names with a point between");
    const bool listed = key == "metrics" || key == "plugins";
    const bool whole = values.front().kind == Node::Kind::list || (key == "metrics" && is_none(values.front()));
    const bool single = values.size() == 1 && (whole || !listed);
    const bool list = !single && (listed || key == "seeds");
    const std::array sweepable{"data", "models", "train", "sample"};
    const bool axis = path.size() > 1 && std::find(sweepable.begin(), sweepable.end(), path[0]) != sweepable.end();
    if (!single && !list && !axis)
      return complain("'" + key + "' takes one value, not " + std::to_string(values.size()) +
                      "; put quotes around a text with commas");
    Node* node = at(path);
    if (!node) return;
    if (single) {
      *node = std::move(values.front());
    } else if (list) {
      *node = list_node(std::move(values), place_);
    } else {
      *node = axis_node(key, place_);
      set_axis(key, std::move(values));
    }
  }

  /// The node at a path, made where it is missing; null after a complaint.
  Node* at(const Path& path) {
    Node* node = &root_;
    for (std::size_t i = 0; i < path.size() && node; ++i) {
      if (i == 1 && path[0] == "models" && !is_model(path[1])) return nullptr;
      if (i == 2 && path[0] == "models") open_model(*node, path[2]);
      node = step(*node, path, i);
    }
    return node;
  }

  /// From `node` to part `i` of the path. A component that stands there by name only, `adam`, becomes `{adam: {}}`.
  Node* step(Node& node, const Path& path, std::size_t i) {
    const std::string where = "'" + join(path, i) + "' is ";
    if (node.kind == Node::Kind::list) {
      std::size_t index = 0;
      const char* end = path[i].data() + path[i].size();
      const auto [stop, error] = std::from_chars(path[i].data(), end, index);
      if (error == std::errc() && stop == end && index < node.items.size()) return &node.items[index];
      complain(where + "a list of " + std::to_string(node.items.size()) +
               "; expected a position, counted from 0, not '" + path[i] + "'");
      return nullptr;
    }
    if (node.kind == Node::Kind::scalar && (node.text == path[i] || is_none(node))) node = map_node(place_);
    if (node.kind == Node::Kind::scalar) {
      complain(where + describe(node) + " and has no '" + path[i] + "'" + replacement(path, i));
      return nullptr;
    }
    return &child(node, path[i], place_);
  }

  /// How to put another component in the place of one that has no parts: 'train.optimizer={sgd: {lr: 0.1}}'.
  std::string replacement(const Path& path, std::size_t i) const {
    if (i + 1 >= path.size()) return "";
    std::string inside = "...";
    for (std::size_t j = path.size(); j-- > i;) inside = "{" + path[j] + ": " + inside + "}";
    return "; to replace it, give all of it: '" + join(path, i) + "=" + inside + "'";
  }

  bool is_model(const std::string& name) {
    const auto known = keys_of(root_.find("models"));
    if (contains(known, name)) return true;
    const std::string guess = did_you_mean(name, known);
    complain("unknown model '" + name + "'" + (guess.empty() ? "; there are " + list_of(known) : guess));
    return false;
  }

  /// A model given by its layers only becomes a map before it gets a setting: `models.fnn.train.epochs=3`.
  void open_model(Node& model, const std::string& key) {
    const std::array settings{"layers", "train", "data", "init"};
    if (model.kind != Node::Kind::list || std::find(settings.begin(), settings.end(), key) == settings.end()) return;
    Node map = map_node(place_);
    map.entries.push_back({"layers", model.place, std::move(model)});
    model = std::move(map);
  }

  void select_models(const std::vector<Node>& names) {
    Node* models = root_.find("models");
    if (!models) return;
    bool all_known = true;
    for (const auto& name : names) all_known = is_model(name.text) && all_known;
    if (!all_known) return;
    std::erase_if(models->entries, [&](const Entry& entry) {
      return std::none_of(names.begin(), names.end(), [&](const Node& name) { return name.text == entry.key; });
    });
  }

  void complain_about_section(const std::string& word) {
    std::vector<std::string> known(kSections.begin(), kSections.end());
    for (const auto& axis : keys_of(root_.find("sweep"))) known.push_back(axis);
    const std::string guess = did_you_mean(word, known);
    complain("there is no setting or axis '" + word + "'" + (guess.empty() ? "; there are " + list_of(known) : guess));
  }

  void complain(const std::string& text) { diagnostics_.add(place_, text); }

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
