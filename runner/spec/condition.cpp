#include "spec/condition.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "spec/expression.hpp"

namespace assay::spec {
namespace {

Expression parse(const std::string& text, const std::vector<std::string>& known) {
  Expression expression = Expression::parse(text, {});
  for (const auto& [function, name] : expression.operands()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string guess = did_you_mean(name, known);
    throw Error("there is no axis '" + name + "'" + (guess.empty() ? "; there are " + list_of(known) : guess));
  }
  return expression;
}

}  // namespace

Condition read_condition(const Node& node, const std::vector<std::string>& known, Diagnostics& diagnostics) {
  const Condition never = [](const Facts&) { return false; };
  if (node.kind != Node::Kind::scalar) {
    diagnostics.add(node.place,
                    "found " + describe(node) + "; expected a condition such as 'model = lstm and units > 128'");
    return never;
  }
  try {
    return [expression = parse(node.text, known)](const Facts& facts) {
      return expression.holds([&](const Operand& operand) -> std::optional<Datum> {
        const auto found = facts.find(operand.name);
        return found == facts.end() ? std::nullopt : std::optional(datum_of(found->second));
      });
    };
  } catch (const Error& error) {
    constexpr std::size_t kShown = 200;
    const std::string text = node.text.size() > kShown ? node.text.substr(0, kShown) + "..." : node.text;
    diagnostics.add(node.place, "in the condition '" + text + "' " + error.what());
    return never;
  }
}

}  // namespace assay::spec
