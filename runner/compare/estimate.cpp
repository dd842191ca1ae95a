#include "compare/estimate.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace assay::compare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// P(T <= x); a step at 0 where the error was 0 (x is then infinite, or NaN for 0 / 0).
double share_up_to(const Estimate& estimate, double x) {
  if (std::isnan(estimate.error)) return kNaN;
  if (estimate.error == 0) return x < estimate.mean ? 0 : 1;
  return boost::math::cdf(boost::math::students_t(estimate.freedom), (x - estimate.mean) / estimate.error);
}

}  // namespace

Estimate estimate(std::span<const double> differences, double overlap) {
  const Description d = describe(differences);
  if (d.n < 2) return {d.mean, kNaN, kNaN};
  const auto n = static_cast<double>(d.n);
  return {d.mean, d.deviation * std::sqrt(1 / n + overlap), n - 1};
}

double p_value(const Estimate& estimate) {
  if (std::isnan(estimate.error)) return kNaN;
  if (estimate.error == 0) return estimate.mean == 0 ? 1 : 0;
  const boost::math::students_t t(estimate.freedom);
  return 2 * boost::math::cdf(boost::math::complement(t, std::abs(estimate.mean) / estimate.error));
}

Interval interval_of(const Estimate& estimate, double level) {
  if (std::isnan(estimate.error)) return {kNaN, kNaN};
  const boost::math::students_t t(estimate.freedom);
  const double reach = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * estimate.error;
  return {estimate.mean - reach, estimate.mean + reach};
}

Chances chances(const Estimate& estimate, double limit) {
  const double below = share_up_to(estimate, -limit), up_to = share_up_to(estimate, limit);
  return {below, up_to - below, 1 - up_to};
}

std::optional<std::size_t> replicates_needed(double difference, double deviation, double overlap) {
  const boost::math::normal normal;
  const double reach = boost::math::quantile(normal, 0.975), power = boost::math::quantile(normal, 0.8);
  const double ratio = std::abs(difference) / ((reach + power) * deviation);
  const double share = ratio * ratio - overlap;  // what 1 / J may be
  if (!(share > 0)) return std::nullopt;
  // reach^2 / 2 more, because the t-test has to estimate the deviation (Guenther 1981)
  return static_cast<std::size_t>(std::ceil(1 / share + reach * reach / 2));
}

}  // namespace assay::compare
