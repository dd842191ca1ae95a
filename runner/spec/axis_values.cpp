#include "spec/axis_values.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "spec/scalar.hpp"
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

/// log(from, to), uniform(from, to) or int(from, to, step n), from which values are drawn.
struct Space {
  std::string name;
  std::vector<double> ends;
  std::int64_t least = 0, step = 1;  ///< of int
  std::uint64_t steps = 0;           ///< how often the step fits between its ends

  std::string draw(double u) const;
};

std::string Space::draw(double u) const {
  const double from = ends[0], to = ends[1];
  if (name == "log" && std::isfinite(to / from)) return real_text(from * std::pow(to / from, u));
  if (name == "log") return real_text(std::exp(std::log(from) * (1 - u) + std::log(to) * u));
  if (name == "uniform") return real_text(std::isfinite(to - from) ? from + (to - from) * u : from * (1 - u) + to * u);
  const double last = static_cast<double>(steps);
  return std::to_string(least + step * static_cast<std::int64_t>(std::min(std::floor(u * (last + 1)), last)));
}

/// "step 16", or 16.
std::optional<std::int64_t> step_of(std::string_view text) {
  if (text.starts_with("step ")) text.remove_prefix(text.find_first_not_of(' ', 4));
  const auto step = to_integer(text);
  return step && *step >= 1 ? step : std::nullopt;
}

/// Nothing where it is no space, or one of nothing.
std::optional<Space> space_of(const Node& node) {
  const auto call = node.kind == Node::Kind::scalar ? parse_call(node.text) : std::nullopt;
  if (!call || call->arguments.size() < 2) return std::nullopt;
  Space space{call->name, {}, 0, 1, 0};
  for (std::size_t i = 0; i < 2; ++i)
    if (const auto end = to_real(call->arguments[i])) space.ends.push_back(*end);
  if (space.ends.size() != 2) return std::nullopt;
  const bool real = call->name == "log" || call->name == "uniform";
  const bool rises = space.ends[1] > space.ends[0] && (call->name != "log" || space.ends[0] > 0);
  if (real) return rises && call->arguments.size() == 2 ? std::optional(space) : std::nullopt;
  const auto from = to_integer(call->arguments[0]), to = to_integer(call->arguments[1]);
  const auto step = call->arguments.size() == 3 ? step_of(call->arguments[2]) : std::optional<std::int64_t>(1);
  if (call->name != "int" || call->arguments.size() > 3 || !from || !to || !step || *to < *from) return std::nullopt;
  const auto distance = static_cast<std::uint64_t>(*to) - static_cast<std::uint64_t>(*from);
  if (distance > std::uint64_t{1} << 53) return std::nullopt;  // a draw has 53 bits
  space.least = *from;
  space.step = *step;
  space.steps = distance / static_cast<std::uint64_t>(*step);
  return space;
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
  const auto drawn_from = space_of(space);
  const bool listed = space.kind == Node::Kind::list && !space.items.empty();
  if (!listed && !drawn_from) {
    diagnostics.add(space.place, "the space of '" + axis + "' is " + describe(space) +
                                     "; expected a list, log(from, to), uniform(from, to) or int(from, to, step n)");
    return values;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    Random one = random.stream(static_cast<std::uint64_t>(i));
    if (!listed) {
      values.push_back(scalar(space, drawn_from->draw(one.uniform())));
      continue;
    }
    const double size = static_cast<double>(space.items.size());
    values.push_back(space.items[static_cast<std::size_t>(std::min(std::floor(one.uniform() * size), size - 1))]);
  }
  return values;
}

}  // namespace assay::spec
