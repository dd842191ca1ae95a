#include "spec/axis_values.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "spec/interval.hpp"
#include "spec/series.hpp"

namespace assay::spec {
namespace {

Node scalar(const Node& where, const std::string& text) {
  return {Node::Kind::scalar, where.place, text, false, {}, {}};
}

/// The call that a value is, if it is one.
std::optional<Call> call_of(const Node& item) {
  if (item.kind != Node::Kind::scalar || item.quoted) return std::nullopt;
  auto call = parse_call(item.text);
  return call ? call : dots(item.text);
}

/// Quotes make a word of what was meant as a series, and no component or number is spelt so.
bool is_quoted_series(const Node& item) {
  return item.kind == Node::Kind::scalar && item.quoted && (parse_call(item.text) || dots(item.text));
}

/// Adds a value, or all values of a series.
void add(const Node& item, const std::string& axis, std::vector<Node>& values, Diagnostics& diagnostics) {
  const auto call = call_of(item);
  if (is_quoted_series(item))
    diagnostics.add(item.place, "axis '" + axis + "' has " + describe(item) + "; without quotes it is a series");
  if (!call) return values.push_back(item);
  try {
    for (const auto& text : series(*call)) values.push_back(scalar(item, text));
  } catch (const Error& error) {
    diagnostics.add(item.place, "axis '" + axis + "' has " + describe(item) + "; " + error.what());
  }
}

}  // namespace

std::vector<Node> read_values(const Node& node, const std::string& axis, Diagnostics& diagnostics) {
  std::vector<Node> values;
  const bool list = node.kind == Node::Kind::list && !node.items.empty();
  if (!list && !call_of(node) && !is_quoted_series(node)) {
    diagnostics.add(node.place, "axis '" + axis + "' is " + describe(node) + "; expected a list of its values, [a, b]");
    if (node.kind == Node::Kind::scalar) values.push_back(node);
    return values;
  }
  if (!list) add(node, axis, values, diagnostics);
  for (const auto& item : node.items) {
    add(item, axis, values, diagnostics);
    if (values.size() <= kMostValues) continue;
    diagnostics.add(node.place,
                    "axis '" + axis + "' has more than " + std::to_string(kMostValues) + " values; expected fewer");
    return {};
  }
  return values;
}

std::vector<Node> draw_values(const Node& space, const std::string& axis, std::int64_t count, const Random& random,
                              Diagnostics& diagnostics) {
  std::vector<Node> values;
  const auto drawn_from = interval_of(space);
  const bool listed = space.kind == Node::Kind::list && !space.items.empty();
  if (!listed && !drawn_from) {
    diagnostics.add(space.place,
                    "the space of '" + axis + "' is " + describe(space) + "; expected a list, " + kIntervals);
    return values;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    Random one = random.stream(static_cast<std::uint64_t>(i));
    if (!listed) {
      values.push_back(scalar(space, drawn_from->at(one.uniform())));
      continue;
    }
    const double size = static_cast<double>(space.items.size());
    values.push_back(space.items[static_cast<std::size_t>(std::min(std::floor(one.uniform() * size), size - 1))]);
  }
  return values;
}

}  // namespace assay::spec
