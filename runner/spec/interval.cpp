#include "spec/interval.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "spec/calls.hpp"
#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

/// "step 16", or 16.
std::optional<std::int64_t> step_of(std::string_view text) {
  if (text.starts_with("step ")) text.remove_prefix(text.find_first_not_of(' ', 4));
  const auto step = to_integer(text);
  return step && *step >= 1 ? step : std::nullopt;
}

std::optional<Interval> of_integers(const Call& call, Interval interval) {
  const auto from = to_integer(call.arguments[0]), to = to_integer(call.arguments[1]);
  const auto step = call.arguments.size() == 3 ? step_of(call.arguments[2]) : std::optional<std::int64_t>(1);
  if (call.arguments.size() > 3 || !from || !to || !step || *to < *from) return std::nullopt;
  const auto distance = static_cast<std::uint64_t>(*to) - static_cast<std::uint64_t>(*from);
  if (distance > std::uint64_t{1} << 53) return std::nullopt;  // a draw has 53 bits
  interval.kind = Interval::Kind::integer;
  interval.least = *from;
  interval.step = *step;
  interval.steps = distance / static_cast<std::uint64_t>(*step);
  return interval;
}

}  // namespace

std::string Interval::at(double share) const {
  if (kind == Kind::log && std::isfinite(high / low)) return real_text(low * std::pow(high / low, share));
  if (kind == Kind::log) return real_text(std::exp(std::log(low) * (1 - share) + std::log(high) * share));
  if (kind == Kind::uniform)
    return real_text(std::isfinite(high - low) ? low + (high - low) * share : low * (1 - share) + high * share);
  const double last = static_cast<double>(steps);
  return std::to_string(least + step * static_cast<std::int64_t>(std::min(std::floor(share * (last + 1)), last)));
}

std::optional<Interval> interval_of(const Node& node) {
  const auto call = node.kind == Node::Kind::scalar ? parse_call(node.text) : std::nullopt;
  if (!call || call->arguments.size() < 2) return std::nullopt;
  const auto low = to_real(call->arguments[0]), high = to_real(call->arguments[1]);
  if (!low || !high) return std::nullopt;
  Interval interval{.low = *low, .high = *high};
  if (call->name == "int") return of_integers(*call, interval);
  if ((call->name != "log" && call->name != "uniform") || call->arguments.size() != 2 || *high <= *low)
    return std::nullopt;
  if (call->name == "log") interval.kind = Interval::Kind::log;
  return interval.kind == Interval::Kind::log && *low <= 0 ? std::nullopt : std::optional(interval);
}

}  // namespace assay::spec
