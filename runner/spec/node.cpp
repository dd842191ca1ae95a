#include "spec/node.hpp"

#include <algorithm>
#include <utility>

#include "spec/scalar.hpp"

namespace assay::spec {

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::list:
      return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      break;
  }
  if (node.quoted) return "the quoted text '" + node.text + "'";
  if (to_real(node)) return "the number " + node.text;
  return "'" + node.text + "'";
}

}  // namespace assay::spec
