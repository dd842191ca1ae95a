#include "spec/axis_values.hpp"

#include <cmath>
#include <optional>

#include "spec/calls.hpp"
#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

constexpr std::int64_t kMostValues = 100'000;

Node scalar(const Node& where, const std::string& text) {
  return {Node::Kind::scalar, where.place, text, false, {}, {}};
}

/// Numbers as they would be written: 3 stays an integer where all that it was made of were integers.
std::string text_of(double value, bool whole) {
  return whole && value == std::floor(value) ? std::to_string(static_cast<std::int64_t>(value)) : real_text(value);
}

struct Numbers {
  std::vector<double> values;
  bool whole = true;
};

std::optional<Numbers> numbers_of(const std::vector<std::string>& texts) {
  Numbers numbers;
  for (const auto& text : texts) {
    const Node node{Node::Kind::scalar, {}, text, false, {}, {}};
    const auto value = to_real(node);
    if (!value) return std::nullopt;
    numbers.values.push_back(*value);
    numbers.whole = numbers.whole && to_integer(node).has_value();
  }
  return numbers;
}

bool is_count(double value) { return value == std::floor(value) && value >= 2 && value <= kMostValues; }

/// The values of a series; empty where it is none that makes sense.
std::vector<std::string> series(const Call& call) {
  const auto numbers = numbers_of(call.arguments);
  if (!numbers) return {};
  const auto& v = numbers->values;
  std::vector<std::string> texts;
  if (call.name == "range" && (v.size() == 2 || v.size() == 3)) {
    const double step = v.size() == 3 ? v[2] : 1;
    const double count = std::floor((v[1] - v[0]) / step * (1 + 1e-12)) + 1;  // 0.1 steps reach their end
    if (step == 0 || !(count >= 1) || count > kMostValues) return {};
    for (double i = 0; i < count; ++i) texts.push_back(text_of(v[0] + i * step, numbers->whole));
  }
  if (call.name == "linspace" && v.size() == 3 && is_count(v[2]))
    for (double i = 0; i < v[2]; ++i) texts.push_back(text_of(v[0] + (v[1] - v[0]) * i / (v[2] - 1), numbers->whole));
  if (call.name == "logspace" && v.size() == 3 && is_count(v[2]) && v[0] > 0 && v[1] > 0)
    for (double i = 0; i < v[2]; ++i) {
      const bool end = i == v[2] - 1;  // exactly, whatever pow() makes of it
      texts.push_back(text_of(end ? v[1] : v[0] * std::pow(v[1] / v[0], i / (v[2] - 1)), numbers->whole));
    }
  return texts;
}

/// "3..7", where both are integers; a file name such as ../a is none.
std::optional<Call> dots(const std::string& text) {
  const auto found = text.find("..");
  if (found == std::string::npos) return std::nullopt;
  const Call call{"range", {text.substr(0, found), text.substr(found + 2)}};
  const auto numbers = numbers_of(call.arguments);
  return numbers && numbers->whole ? std::optional(call) : std::nullopt;
}

/// Adds a value, or all values of a series.
void add(const Node& item, const std::string& axis, std::vector<Node>& values, Diagnostics& diagnostics) {
  auto call = item.kind == Node::Kind::scalar && !item.quoted ? parse_call(item.text) : std::nullopt;
  if (!call && item.kind == Node::Kind::scalar && !item.quoted) call = dots(item.text);
  if (!call) return values.push_back(item);
  const auto texts = series(*call);
  if (texts.empty())
    diagnostics.add(item.place, "axis '" + axis + "' has " + describe(item) +
                                    "; expected first..last, range(first, last, step), linspace(from, to, count) or "
                                    "logspace(from, to, count)");
  for (const auto& text : texts) values.push_back(scalar(item, text));
}

std::string drawn(const Call& call, const Numbers& numbers, Random random) {
  const auto& v = numbers.values;
  const double u = random.uniform();
  if (call.name == "log") return real_text(v[0] * std::pow(v[1] / v[0], u));
  if (call.name == "uniform") return real_text(v[0] + (v[1] - v[0]) * u);
  const double step = v.size() == 3 ? v[2] : 1;
  const double steps = std::floor((v[1] - v[0]) / step) + 1;
  return text_of(v[0] + step * std::min(std::floor(u * steps), steps - 1), true);
}

bool makes_sense(const Call& call, const Numbers& numbers) {
  const auto& v = numbers.values;
  if (call.name == "log") return v.size() == 2 && v[0] > 0 && v[1] > v[0];
  if (call.name == "uniform") return v.size() == 2 && v[1] > v[0];
  const bool step = v.size() == 2 || (v.size() == 3 && v[2] >= 1);
  return call.name == "int" && numbers.whole && step && v[1] >= v[0];
}

}  // namespace

std::vector<Node> read_values(const Node& node, const std::string& axis, Diagnostics& diagnostics) {
  std::vector<Node> values;
  if (node.kind == Node::Kind::list && !node.items.empty()) {
    for (const auto& item : node.items) add(item, axis, values, diagnostics);
    return values;
  }
  if (node.kind == Node::Kind::scalar && !node.quoted && (parse_call(node.text) || dots(node.text))) {
    add(node, axis, values, diagnostics);
    return values;
  }
  diagnostics.add(node.place, "axis '" + axis + "' is " + describe(node) + "; expected a list of its values, [a, b]");
  if (node.kind == Node::Kind::scalar) values.push_back(node);
  return values;
}

std::vector<Node> draw_values(const Node& space, const std::string& axis, std::int64_t count, const Random& random,
                              Diagnostics& diagnostics) {
  std::vector<Node> values;
  auto call = space.kind == Node::Kind::scalar ? parse_call(space.text) : std::nullopt;
  if (call && call->arguments.size() == 3 && call->arguments[2].starts_with("step ")) call->arguments[2].erase(0, 5);
  const auto numbers = call ? numbers_of(call->arguments) : std::nullopt;
  const bool listed = space.kind == Node::Kind::list && !space.items.empty();
  if (!listed && !(numbers && makes_sense(*call, *numbers))) {
    diagnostics.add(space.place, "the space of '" + axis + "' is " + describe(space) +
                                     "; expected a list, log(from, to), uniform(from, to) or int(from, to, step n)");
    return values;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    Random one = random.stream(static_cast<std::uint64_t>(i));
    if (!listed) {
      values.push_back(scalar(space, drawn(*call, *numbers, one)));
      continue;
    }
    const double size = static_cast<double>(space.items.size());
    values.push_back(space.items[static_cast<std::size_t>(std::min(std::floor(one.uniform() * size), size - 1))]);
  }
  return values;
}

}  // namespace assay::spec
