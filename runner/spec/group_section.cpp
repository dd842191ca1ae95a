#include "spec/group_section.hpp"

#include "spec/section.hpp"
#include "spec/value.hpp"

namespace assay::spec {
namespace {

void read_patterns(ParameterGroup& group, const Node& node, Diagnostics& diagnostics) {
  const auto add = [&](const Node& item) {
    if (item.kind == Node::Kind::scalar && !item.text.empty())
      group.match.push_back({item.text, item.place});
    else
      diagnostics.add(item.place, "'groups.match' is " + describe(item) +
                                      "; expected the name of a parameter, where * stands for anything: \"0.*\"");
  };
  if (node.kind == Node::Kind::list && !node.items.empty())
    for (const auto& item : node.items) add(item);
  else
    add(node);
}

ParameterGroup read_group(const Node& node, const Component& optimizer, const Catalogue& catalogue,
                          Diagnostics& diagnostics) {
  ParameterGroup group;
  group.place = node.place;
  Section section(node, "groups", diagnostics);
  if (const Node* match = section.need("match", "names of parameters, such as \"0.*\" or \"*.bias\""))
    read_patterns(group, *match, diagnostics);
  if (section.get("rate")) group.rate = section.real("rate", 1, at_least(0));
  if (section.get("freeze")) group.freeze = section.boolean("freeze", false);
  const Signature* signature = catalogue.find("optimizer", optimizer.name);
  if (!signature) return group;  // which was complained about already
  for (const auto& parameter : signature->parameters)
    if (const Node* given = section.get(parameter.name))
      group.arguments.push_back(
          read_argument(parameter, *given, "optimizer '" + optimizer.name + "'", catalogue, diagnostics));
  section.finish();
  if (node.kind == Node::Kind::map && node.entries.size() == 1 && !group.match.empty())
    diagnostics.add(
        node.place,
        "the group says nothing about its parameters; expected rate, freeze, or a parameter of " + optimizer.name);
  return group;
}

}  // namespace

std::vector<ParameterGroup> read_groups(const Node* node, const Component& optimizer, const Catalogue& catalogue,
                                        Diagnostics& diagnostics) {
  std::vector<ParameterGroup> groups;
  if (!node) return groups;
  if (node->kind != Node::Kind::list)
    diagnostics.add(node->place,
                    "'train.groups' is " + describe(*node) + "; expected a list, [{match: \"0.*\", rate: 0.1}, ...]");
  for (const auto& item : node->items) groups.push_back(read_group(item, optimizer, catalogue, diagnostics));
  return groups;
}

}  // namespace assay::spec
