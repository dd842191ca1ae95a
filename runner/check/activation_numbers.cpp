// What an activation makes of unusual numbers, and whether both precisions agree.
#include <array>
#include <limits>

#include "check/activation_subject.hpp"
#include "check/variations.hpp"

namespace assay::check {
namespace {

/// What f tends to at one end, seen at ever larger numbers: a number, an infinity, or NaN where it does not settle.
double limit_of(const Activation<double>& f, double sign) {
  const std::array<double, 3> seen{value_at(f, sign * 1e60), value_at(f, sign * 1e120), value_at(f, sign * 1e240)};
  const double growth = std::abs(seen[2]) / (std::abs(seen[1]) + 1);
  if (growth > 1e9) return std::copysign(std::numeric_limits<double>::infinity(), seen[2]);
  const bool settled = std::abs(seen[2] - seen[1]) <= 1e-6 * (1 + std::abs(seen[2])) &&
                       std::abs(seen[1] - seen[0]) <= 1e-6 * (1 + std::abs(seen[2]));
  return settled ? seen[2] : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void activation::not_a_number(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, double>(trial, variation);
    const auto g = make<Activation, float>(trial, variation);
    trial.expect(std::isnan(value_at(*f, std::nan(""))),
                 [&] { return "f(NaN) is " + brief(value_at(*f, std::nan(""))) + " in double"; });
    std::array<float, 33> x{};
    for (const std::size_t i : {7U, 32U}) x[i] = std::numeric_limits<float>::quiet_NaN();  // vector part and tail
    g->forward(x, x);
    for (const std::size_t i : {7U, 32U})
      trial.expect(std::isnan(x[i]), [&] { return "f(NaN) is " + brief(static_cast<double>(x[i])) + " in float"; });
  });
}

void activation::edges(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    for (const float size : {0.0F, 1e-45F, 1e-40F, 1e-30F, 30.0F, 88.0F, 89.0F, 1e4F, 1e30F})
      for (const float x : {size, -size}) {
        const auto y = static_cast<double>(value_at(*f, x)), slope = static_cast<double>(slope_at(*f, x));
        // So far out a sine has no digit left to give: NaN is honest there, as at infinity.
        const bool far = size > 1e20F;
        trial.expect(std::isfinite(y) || (far && std::isnan(y)),
                     [&] { return "f(" + brief(static_cast<double>(x)) + ") is " + brief(y); });
        trial.expect(std::isfinite(slope) || (far && std::isnan(slope)),
                     [&] { return "the slope at " + brief(static_cast<double>(x)) + " is " + brief(slope); });
      }
    const auto plus = static_cast<double>(value_at(*f, 0.0F)), minus = static_cast<double>(value_at(*f, -0.0F));
    trial.expect(plus == minus, [&] { return "f(-0) is " + brief(minus) + " but f(0) " + brief(plus); });
  });
}

/// NaN is right as well: x sigmoid(x) is -inf times 0 at the end, and NaN shows that a training has gone astray. A
/// finite number that is not the limit would hide it.
void activation::infinity(Trial& trial) {
  std::string ends;
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, double>(trial, variation);
    const auto g = make<Activation, float>(trial, variation);
    std::string told;
    for (const double sign : {-1.0, 1.0}) {
      const double end = sign * std::numeric_limits<double>::infinity(), limit = limit_of(*f, sign);
      const std::string of = std::string("f(") + (sign < 0 ? "-" : "") + "inf)";
      for (const double y : {value_at(*f, end), static_cast<double>(value_at(*g, static_cast<float>(end)))})
        trial.expect(std::isnan(y) || y == limit ||
                         (std::isfinite(limit) && std::abs(y - limit) <= 1e-6 * (1 + std::abs(limit))),
                     [&] { return of + " is " + brief(y) + " but the formula tends to " + brief(limit); });
      told += (told.empty() ? "" : ", ") + of + " = " + brief(value_at(*f, end));
    }
    if (ends.empty()) ends = told;
  });
  trial.tell(ends);
}

/// Some float32 roundings, at the same float32 number.
void activation::precision(Trial& trial) {
  const auto points = points_of_activation(trial);
  for_variations(trial, [&](const std::string& variation) {
    const auto single = make<Activation, float>(trial, variation);
    const auto twofold = make<Activation, double>(trial, variation);
    for (const double at : points) {
      const auto x = static_cast<float>(at);
      const double exact = value_at(*twofold, static_cast<double>(x));
      trial.near(static_cast<double>(value_at(*single, x)), exact, 2e-6 * (1 + std::abs(exact)),
                 [&] { return "f(" + brief(at) + ") in float"; });
    }
  });
  trial.tell("largest difference " + brief(trial.worst()));
}

}  // namespace assay::check
