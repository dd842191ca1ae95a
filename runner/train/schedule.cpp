#include "train/schedule.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/failure.hpp"

namespace assay::train {
namespace {

using Curve = std::function<double(std::int64_t epoch, std::int64_t step)>;

constexpr std::array kStep{
    integer("every", required, "epochs between two reductions", at_least(1)),
    real("factor", 0.1, "what the rate is multiplied with", positive),
};
constexpr std::array kMultistep{
    integers("at", required, "epochs at which the rate is reduced", at_least(1)),
    real("factor", 0.1, "what the rate is multiplied with", positive),
};
constexpr std::array kExponential{real("factor", required, "what the rate is multiplied with every epoch", positive)};
constexpr std::array kLinear{real("floor", 0.0, "share of the rate that is left at the end", between(0, 1))};
constexpr std::array kCosine{
    real("floor", 0.0, "share of the rate that is left at the end", between(0, 1)),
    integer("warm_up", 0, "epochs over which the rate first rises linearly, step by step", at_least(0)),
    integer("period", 0, "epochs until the rate starts again from above; 0: never", at_least(0)),
    integer("growth", 1, "how much longer every further period is", at_least(1)),
    choice("per", "epoch", "epoch|step", "when the rate changes"),
};
constexpr std::array kOneCycle{
    real("rise", 0.3, "share of all steps in which the rate rises", between(0, 1)),
    real("start", 25.0, "the first rate is lr / start", positive),
    real("final", 1e4, "the last rate is lr / start / final", positive),
    choice("shape", "cosine", "cosine|linear", "of rise and fall"),
};
constexpr std::array kPlateau{
    text("metric", "validation.loss", "what is watched"),
    real("factor", 0.1, "what the rate is multiplied with", {.low = 0, .high = 1, .open_low = true, .open_high = true}),
    integer("patience", 10, "epochs without improvement that are borne", at_least(0)),
    real("threshold", 1e-4, "least improvement that counts", at_least(0)),
    choice("mode", "relative", "relative|absolute", "whether the threshold is a share of the best value"),
    integer("cooldown", 0, "epochs after a reduction that do not count", at_least(0)),
    real("floor", 0.0, "share of the rate that is always left", between(0, 1)),
};

/// From `high` down to `low` (or up) along half a cosine, as `share` goes from 0 to 1.
double half_cosine(double high, double low, double share) {
  return low + (high - low) * 0.5 * (1 + std::cos(std::numbers::pi * share));
}

/// How far one is in a period, from 0 to 1; every further one is `growth` times longer.
double share_of_period(std::int64_t passed, std::int64_t period, std::int64_t growth) {
  if (growth == 1) passed %= period;
  while (passed >= period) {
    passed -= period;
    period *= growth;
  }
  return static_cast<double>(passed) / static_cast<double>(period);
}

/// Loshchilov & Hutter 2017, "SGDR", arXiv:1608.03983. The rise is linear from 1 / (steps + 1).
double cosine(const spec::Component& s, std::int64_t epoch, std::int64_t step, std::int64_t epochs,
              std::int64_t batches) {
  const std::int64_t rise = s.integer("warm_up");
  if (epoch < rise) return static_cast<double>(step + 1) / static_cast<double>(rise * batches + 1);
  const std::int64_t unit = s.choice("per") == "step" ? batches : 1;
  const std::int64_t passed = unit == 1 ? epoch - rise : step - rise * batches;
  const std::int64_t whole = std::max<std::int64_t>(1, epochs - rise) * unit, period = s.integer("period") * unit;
  const double share = period == 0 ? static_cast<double>(passed) / static_cast<double>(whole)
                                   : share_of_period(passed, period, s.integer("growth"));
  return half_cosine(1, s.real("floor"), share);
}

/// Smith & Topin 2018, arXiv:1708.07120, in PyTorch's two phases; momentum stays as it is.
double one_cycle(const spec::Component& s, std::int64_t step, std::int64_t steps) {
  const double now = static_cast<double>(step), last = static_cast<double>(steps - 1);
  const double top = s.real("rise") * static_cast<double>(steps) - 1;
  const double first = 1 / s.real("start");
  const auto shaped = [&](double from, double to, double share) {
    return s.choice("shape") == "linear" ? from + (to - from) * share : half_cosine(from, to, share);
  };
  if (now < top) return shaped(first, 1, now / top);
  return last <= top ? 1 : shaped(1, first / s.real("final"), (now - top) / (last - top));
}

double multistep(const spec::Component& s, std::int64_t epoch) {
  const auto& at = s.integers("at");
  const auto passed = std::count_if(at.begin(), at.end(), [&](std::int64_t milestone) { return milestone <= epoch; });
  return std::pow(s.real("factor"), static_cast<double>(passed));
}

Curve make_curve(const spec::Component& s, std::int64_t epochs, std::int64_t batches) {
  if (s.name == "step")
    return
        [s](auto epoch, auto) { return std::pow(s.real("factor"), static_cast<double>(epoch / s.integer("every"))); };
  if (s.name == "multistep") return [s](auto epoch, auto) { return multistep(s, epoch); };
  if (s.name == "exponential")
    return [s](auto epoch, auto) { return std::pow(s.real("factor"), static_cast<double>(epoch)); };
  if (s.name == "linear")
    return [s, epochs](auto epoch, auto) {
      return 1 + (s.real("floor") - 1) * static_cast<double>(epoch) / static_cast<double>(epochs);
    };
  if (s.name == "cosine") return [=](auto epoch, auto step) { return cosine(s, epoch, step, epochs, batches); };
  if (s.name == "one_cycle") return [=](auto, auto step) { return one_cycle(s, step, epochs * batches); };
  throw Error("unknown schedule '" + s.name + "'");
}

}  // namespace

std::vector<spec::Signature> schedules() {
  return {{"schedule", "step", "rate * factor^(epoch / every)", kStep},
          {"schedule", "multistep", "rate * factor^(milestones passed)", kMultistep},
          {"schedule", "exponential", "rate * factor^epoch", kExponential},
          {"schedule", "linear", "straight from rate to floor * rate, epoch by epoch", kLinear},
          {"schedule", "cosine", "half a cosine from rate to floor * rate, after a linear rise", kCosine},
          {"schedule", "one_cycle", "up from rate / start to rate, then down, step by step", kOneCycle},
          {"schedule", "plateau", "rate * factor wherever a metric has not improved for a while", kPlateau}};
}

Schedule::Schedule(const spec::Component& schedule, std::int64_t epochs, std::int64_t batches) : batches_(batches) {
  if (schedule.name == "plateau")
    plateau_.emplace(schedule);
  else if (!schedule.name.empty())
    curve_ = make_curve(schedule, epochs, batches);
}

double Schedule::factor(std::int64_t step) const {
  if (curve_) return curve_(step / batches_, step);
  return plateau_ ? plateau_->factor() : 1;
}

}  // namespace assay::train
