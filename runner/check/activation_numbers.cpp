// What an activation makes of unusual numbers, and whether both precisions agree.
#include <array>
#include <functional>
#include <limits>

#include "check/activation_subject.hpp"
#include "check/variations.hpp"

namespace assay::check {
namespace {

using Wide = std::function<double(double)>;

/// What f tends to at one end, seen at ever larger numbers: a number, an infinity, or NaN where it does not settle. A
/// logarithm is the slowest growth that is told from a wave.
double limit_of(const Wide& f, double sign) {
  std::array<double, 5> seen{1e30, 1e60, 1e120, 1e240, 1e300};
  for (double& x : seen) x = f(sign * x);
  const double last = seen.back();
  if (std::isinf(last)) return last;
  bool settled = true, grows = true;
  for (std::size_t i = 1; i < seen.size(); ++i) {
    settled = settled && std::abs(last - seen[i]) <= 1e-6 * (1 + std::abs(last));
    grows = grows && seen[i] * seen[i - 1] > 0 && std::abs(seen[i]) > 1.2 * std::abs(seen[i - 1]) + 1;
  }
  if (settled) return last;
  return grows ? std::copysign(std::numeric_limits<double>::infinity(), last) : std::nan("");
}

/// Whether f(x) has no place in float32. Where float64 cannot hold it either, the last number that it holds on the way
/// there tells: e^1e4 has grown beyond float32 long before, ln(1 + e^1e4) only through an infinity on its way.
bool too_large(const Wide& f, double x) {
  constexpr double largest = std::numeric_limits<float>::max();
  if (!std::isinf(f(x))) return std::abs(f(x)) > largest;
  double finite = 0, infinite = x;
  for (int i = 0; i < 200; ++i) {
    const double middle = (finite + infinite) / 2;
    (std::isinf(f(middle)) ? infinite : finite) = middle;
  }
  return std::abs(f(finite)) > largest;
}

std::string told_beside(double exact) { return std::isfinite(exact) ? ", in float64 " + brief(exact) : ""; }

/// Value and slope in float64, which is asked for the formula's right answer.
struct Sides {
  Wide value, slope;
  explicit Sides(const Activation<double>& f)
      : value([&f](double x) { return value_at(f, x); }), slope([&f](double x) { return slope_at(f, x); }) {}
};

/// Whether `found` is the limit. Where there is none, only NaN tells so.
bool is_limit(double found, double limit) {
  if (std::isnan(limit)) return std::isnan(found);
  return found == limit || (std::isfinite(limit) && std::abs(found - limit) <= 1e-6 * (1 + std::abs(limit)));
}

/// f and its slope at one end. NaN is right for f as well: x sigmoid(x) is -inf times 0 there, and NaN shows that a
/// training has gone astray; a finite number that is not the limit would hide it. Beside such a NaN nobody asks for a
/// slope that has no limit; otherwise it must be the limit.
template <class T>
void check_end(Trial& trial, const Activation<T>& f, const Sides& exact, double sign) {
  const double end = sign * std::numeric_limits<double>::infinity();
  const std::string at = std::string(sign < 0 ? "-" : "") + "inf";
  const auto value = static_cast<double>(value_at(f, static_cast<T>(end)));
  const auto slope = static_cast<double>(slope_at(f, static_cast<T>(end)));
  const double limit = limit_of(exact.value, sign), slope_limit = limit_of(exact.slope, sign);
  const auto tends = [](double to) { return std::isnan(to) ? "does not settle" : "tends to " + brief(to); };
  trial.expect(std::isnan(value) || is_limit(value, limit),
               [&] { return "f(" + at + ") is " + brief(value) + " but the formula " + tends(limit); });
  trial.expect(is_limit(slope, slope_limit) || (std::isnan(value) && (std::isnan(slope) || std::isnan(slope_limit))),
               [&] { return "the slope at " + at + " is " + brief(slope) + " but it " + tends(slope_limit); });
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
    const auto wide = make<Activation, double>(trial, variation);
    const Sides exact(*wide);
    const auto right = [&](double found, const Wide& of, double x) {  // finite, or an infinity that is the right value
      return std::isfinite(found) ||
             (std::isinf(found) && too_large(of, x) && std::signbit(of(x)) == std::signbit(found));
    };
    for (const float size : {0.0F, 1e-45F, 1e-40F, 1e-30F, 30.0F, 88.0F, 89.0F, 1e4F, 1e30F})
      for (const float x : {size, -size}) {
        const auto y = static_cast<double>(value_at(*f, x)), slope = static_cast<double>(slope_at(*f, x));
        // So far out a sine has no digit left to give: NaN is honest there, as at infinity.
        const bool far = size > 1e20F;
        const auto at = static_cast<double>(x);
        trial.expect(right(y, exact.value, at) || (far && std::isnan(y)),
                     [&] { return "f(" + brief(at) + ") is " + brief(y) + told_beside(exact.value(at)); });
        trial.expect(right(slope, exact.slope, at) || (far && std::isnan(slope)), [&] {
          return "the slope at " + brief(at) + " is " + brief(slope) + told_beside(exact.slope(at));
        });
      }
    const auto plus = static_cast<double>(value_at(*f, 0.0F)), minus = static_cast<double>(value_at(*f, -0.0F));
    trial.expect(plus == minus, [&] { return "f(-0) is " + brief(minus) + " but f(0) " + brief(plus); });
  });
}

void activation::infinity(Trial& trial) {
  std::string ends;
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, double>(trial, variation);
    const auto g = make<Activation, float>(trial, variation);
    const Sides exact(*f);
    std::string told;
    for (const double sign : {-1.0, 1.0}) {
      check_end(trial, *f, exact, sign);
      check_end(trial, *g, exact, sign);
      const double end = sign * std::numeric_limits<double>::infinity();
      told += (told.empty() ? "f(-inf) = " : ", f(inf) = ") + brief(value_at(*f, end)) + " (slope " +
              brief(slope_at(*f, end)) + ")";
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
