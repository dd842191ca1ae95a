#include "spec/series.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include <assay/error.hpp>

#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

constexpr const char* kExpected =
    "expected first..last, range(first, last, step), linspace(from, to, count) or logspace(from, to, count)";

/// With 11 bits more than double has, errors stay behind the 15th digit even where terms cancel.
using Wide = long double;

struct Numbers {
  std::vector<double> values;
  std::vector<Wide> wide;              ///< the same, nearer to what the text says
  std::vector<std::int64_t> integers;  ///< the same, where all of them are
  bool whole() const { return integers.size() == values.size(); }
};

std::optional<Numbers> numbers_of(const std::vector<std::string>& texts) {
  Numbers numbers;
  for (const auto& text : texts) {
    const auto value = to_real(text);
    if (!value) return std::nullopt;
    numbers.values.push_back(*value);
    const char* begin = text.data() + (text.front() == '+' ? 1 : 0);
    Wide wide = *value;
    std::from_chars(begin, text.data() + text.size(), wide);
    numbers.wide.push_back(wide);
    if (const auto integer = to_integer(text)) numbers.integers.push_back(*integer);
  }
  return numbers;
}

[[noreturn]] void refuse_count(const std::string& count) {
  throw Error("it would have " + count + " values; expected at most " + std::to_string(kMostValues));
}

/// A point between the ends. What is left of ends that cancel each other is 0: no smaller step fits between them.
std::string inner_text(Wide value, Wide first, Wide last) {
  constexpr Wide kNothing = 1e-17L;
  if (std::fabs(value) < kNothing * std::fmax(std::fabs(first), std::fabs(last))) return "0";
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.15Lg", value);
  double rounded = 0;
  std::from_chars(buffer, buffer + sizeof buffer, rounded);
  return number_text(rounded);
}

std::vector<std::string> whole_range(std::int64_t first, std::int64_t last, std::int64_t step) {
  const bool down = step < 0;
  if (step == 0 || (down ? last > first : last < first)) throw Error(kExpected);
  const auto distance = down ? static_cast<std::uint64_t>(first) - static_cast<std::uint64_t>(last)
                             : static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first);
  const auto stride = down ? std::uint64_t{0} - static_cast<std::uint64_t>(step) : static_cast<std::uint64_t>(step);
  const std::uint64_t steps = distance / stride;
  if (steps >= kMostValues) refuse_count(std::to_string(steps + 1));
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i <= steps; ++i)
    texts.push_back(std::to_string(first + static_cast<std::int64_t>(i) * step));
  return texts;
}

/// The end belongs to it where a step reaches it: 0.7 + 3 * 0.1 is meant to be 1.
std::vector<std::string> real_range(const Numbers& numbers, Wide step) {
  const Wide first = numbers.wide[0], last = numbers.wide[1];
  const Wide steps = std::floor((last - first) / step * (1 + 1e-12L));
  if (!(steps >= 0)) throw Error(kExpected);
  if (steps >= static_cast<Wide>(kMostValues)) {
    char count[40];
    std::snprintf(count, sizeof count, "%.12Lg", steps + 1);
    refuse_count(count);
  }
  std::vector<std::string> texts{number_text(numbers.values[0])};
  for (Wide i = 1; i <= steps; ++i) texts.push_back(inner_text(first + i * step, first, last));
  return texts;
}

std::vector<std::string> range(const Numbers& numbers) {
  const std::size_t given = numbers.values.size();
  if (given != 2 && given != 3) throw Error(kExpected);
  if (given == 3 && numbers.values[2] == 0) throw Error("its step is 0");
  if (numbers.whole())
    return whole_range(numbers.integers[0], numbers.integers[1], given == 3 ? numbers.integers[2] : 1);
  return real_range(numbers, given == 3 ? numbers.wide[2] : 1);
}

/// `count` points, the ends among them; `between(share)` is the point at that share of the way.
template <class Between>
std::vector<std::string> spaced(const Numbers& numbers, Between between) {
  const double count = numbers.values[2];
  if (count > static_cast<double>(kMostValues)) refuse_count(number_text(count));
  if (count != std::floor(count) || count < 2) throw Error(kExpected);
  std::vector<std::string> texts{number_text(numbers.values[0])};
  const Wide last = static_cast<Wide>(count) - 1;
  for (Wide i = 1; i < last; ++i) texts.push_back(inner_text(between(i, last), numbers.wide[0], numbers.wide[1]));
  texts.push_back(number_text(numbers.values[1]));
  return texts;
}

}  // namespace

std::string number_text(double value) {
  constexpr double kPlain = 1e15;  // without an exponent, which would keep a width from being an integer
  if (value == std::floor(value) && std::fabs(value) < kPlain) return std::to_string(static_cast<std::int64_t>(value));
  char buffer[40];
  const auto shortest = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, shortest.ptr};
}

std::vector<std::string> series(const Call& call) {
  const auto numbers = numbers_of(call.arguments);
  if (!numbers) throw Error(kExpected);
  if (call.name == "range") return range(*numbers);
  if (numbers->values.size() != 3) throw Error(kExpected);
  const Wide from = numbers->wide[0], to = numbers->wide[1];
  if (call.name == "linspace")
    return spaced(*numbers, [=](Wide i, Wide last) { return (from * (last - i) + to * i) / last; });
  if (call.name != "logspace") throw Error(kExpected);
  if (from <= 0 || to <= 0) throw Error("its ends must be > 0");
  return spaced(*numbers, [=](Wide i, Wide last) { return from * std::pow(to / from, i / last); });
}

std::optional<Call> dots(const std::string& text) {
  const auto found = text.find("..");
  if (found == std::string::npos) return std::nullopt;
  Call call{"range", {text.substr(0, found), text.substr(found + 2)}};
  const auto numbers = numbers_of(call.arguments);
  return numbers && numbers->whole() ? std::optional(std::move(call)) : std::nullopt;
}

}  // namespace assay::spec
