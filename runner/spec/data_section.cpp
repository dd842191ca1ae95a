#include "spec/data_section.hpp"

#include <algorithm>
#include <array>

#include "spec/file_names.hpp"
#include "spec/section.hpp"
#include "spec/split_section.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

/// Of parts that lie in files of their own, what they leave to say: the share of the training file that validates.
Split read_given_parts(const Node* node, const Node& given, Diagnostics& diagnostics) {
  // A stored configuration has the map as its JSON.
  const Node parts = given.kind == Node::Kind::scalar ? parse_yaml(given.text, "") : given;
  Split split;
  split.train = split.validation = 1;
  split.test = parts.find("test") ? 1 : 0;
  const bool validated = parts.find("validation") != nullptr;
  if (node && validated)
    diagnostics.add(node->place, "'split' stands beside 'parts' that have a validation file; leave it out");
  if (validated) return split;
  split.validation = 0.1;
  if (node) {
    Section section(*node, "split", diagnostics);
    split.place = node->place;
    split.validation = section.real("validation", 0, from_below(0, 1));
    static constexpr std::array<std::string_view, 2> kOrders{"shuffled", "sequential"};
    split.shuffled = section.choice("order", kOrders, 0) == 0;
    section.finish();
  }
  split.train = 1 - split.validation;
  return split;
}

/// Steps that a table's columns go through, first to last.
std::vector<Component> read_steps(const Node* node, const Catalogue& catalogue, Section& section,
                                  Diagnostics& diagnostics) {
  std::vector<Component> steps;
  if (!node) return steps;
  if (node->kind != Node::Kind::list || node->items.empty()) {
    section.complain(*node, "prepare", "a list of steps, first to last, as [{impute: median}, {scale: standard}]");
    return steps;
  }
  static constexpr std::array<std::string_view, 1> kKinds{"preparation"};
  for (const auto& item : node->items)
    if (auto step = read_component(item, kKinds, catalogue, diagnostics); !step.name.empty())
      steps.push_back(std::move(step));
  return steps;
}

bool read_balance(const Node* node, Diagnostics& diagnostics) {
  if (!node) return false;
  Section section(*node, "balance", diagnostics);
  const Node* classes = section.need("classes", "weights: rare classes weigh more in the loss");
  if (classes && (classes->kind != Node::Kind::scalar || classes->text != "weights"))
    section.complain(*classes, "classes", "weights");
  section.finish();
  return true;
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

bool is_shared_data_key(std::string_view key) {
  static constexpr std::array<std::string_view, 6> kShared{"split", "scale",   "target_scale",
                                                           "leaks", "prepare", "balance"};
  return std::ranges::find(kShared, key) != kShared.end();
}

DataSpec read_data(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  DataSpec data;
  data.place = node.place;
  Section section(node, "data", diagnostics);
  const Node* source = section.need("source", "what the data is read from or made by");
  static constexpr std::array<std::string_view, 3> kScales{"none", "standard", "minmax"};
  const Node* parts = source && source->text == "csv" ? node.find("parts") : nullptr;
  const Node* split = section.get("split");
  data.split = parts ? read_given_parts(split, *parts, diagnostics) : read_split(split, diagnostics);
  data.scale = static_cast<Scale>(section.choice("scale", kScales, 0));
  data.target_scale = static_cast<Scale>(section.choice("target_scale", kScales, 0));
  static constexpr std::array<std::string_view, 3> kLeakRules{"refuse", "tell", "ignore"};
  data.leaks = static_cast<LeakRule>(section.choice("leaks", kLeakRules, 0));
  data.prepare = read_steps(section.optional("prepare"), catalogue, section, diagnostics);
  data.balanced = read_balance(section.optional("balance"), diagnostics);
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
  if (const auto either = file_or_map(*signature); either && !node.find(either->file) && !node.find(either->map))
    diagnostics.add(source->place, "data source '" + signature->name + "' needs '" + either->file + "', or '" +
                                       either->map + "' in its place");
  return data;
}

}  // namespace assay::spec
