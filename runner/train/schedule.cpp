#include "train/schedule.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/failure.hpp"

namespace assay::train {
namespace {

constexpr std::array kStep{
    integer("every", required, "epochs between two reductions", at_least(1)),
    real("factor", 0.1, "what the rate is multiplied with", positive),
};
constexpr std::array kMultistep{
    integers("at", required, "epochs at which the rate is reduced", at_least(1)),
    real("factor", 0.1, "what the rate is multiplied with", positive),
};
constexpr std::array kExponential{real("factor", required, "what the rate is multiplied with every epoch", positive)};
constexpr std::array kCosine{
    real("floor", 0.0, "share of the rate that is left at the end", between(0, 1)),
    integer("warm_up", 0, "epochs over which the rate first rises linearly", at_least(0)),
};

double step(const spec::Component& s, std::int64_t epoch) {
  return std::pow(s.real("factor"), static_cast<double>(epoch / s.integer("every")));
}

double multistep(const spec::Component& s, std::int64_t epoch) {
  const auto& at = s.integers("at");
  const auto passed = std::count_if(at.begin(), at.end(), [&](std::int64_t milestone) { return milestone <= epoch; });
  return std::pow(s.real("factor"), static_cast<double>(passed));
}

/// Half a cosine from 1 down to the floor (Loshchilov & Hutter 2017, arXiv:1608.03983), after a linear rise.
double cosine(const spec::Component& s, std::int64_t epoch, std::int64_t epochs) {
  const std::int64_t rise = s.integer("warm_up");
  if (epoch < rise) return static_cast<double>(epoch + 1) / static_cast<double>(rise + 1);
  const double share =
      static_cast<double>(epoch - rise) / static_cast<double>(std::max<std::int64_t>(1, epochs - rise));
  const double floor = s.real("floor");
  return floor + (1 - floor) * 0.5 * (1 + std::cos(std::numbers::pi * share));
}

}  // namespace

std::vector<spec::Signature> schedules() {
  return {{"schedule", "step", "rate * factor^(epoch / every)", kStep},
          {"schedule", "multistep", "rate * factor^(milestones passed)", kMultistep},
          {"schedule", "exponential", "rate * factor^epoch", kExponential},
          {"schedule", "cosine", "half a cosine from rate to floor * rate, after a linear rise", kCosine}};
}

double rate_factor(const spec::Component& schedule, std::int64_t epoch, std::int64_t epochs) {
  if (schedule.name.empty()) return 1;
  if (schedule.name == "step") return step(schedule, epoch);
  if (schedule.name == "multistep") return multistep(schedule, epoch);
  if (schedule.name == "exponential") return std::pow(schedule.real("factor"), static_cast<double>(epoch));
  if (schedule.name == "cosine") return cosine(schedule, epoch, epochs);
  throw Error("unknown schedule '" + schedule.name + "'");
}

}  // namespace assay::train
