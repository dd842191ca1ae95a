#include "compare/estimate.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace assay::compare {
namespace {

using StudentsT = boost::math::students_t;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kMostReplicates = 1e9;  // beyond it, what differs is not to be found

/// P(truth < x)
double probability_below(const Estimate& estimate, double x) {
  if (estimate.error == 0) return estimate.mean < x ? 1 : estimate.mean > x ? 0 : 0.5;
  return boost::math::cdf(StudentsT(estimate.freedom), (x - estimate.mean) / estimate.error);
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
  const StudentsT t(estimate.freedom);
  return 2 * boost::math::cdf(boost::math::complement(t, std::abs(estimate.mean) / estimate.error));
}

Interval interval_of(const Estimate& estimate, double level) {
  if (std::isnan(estimate.error)) return {kNaN, kNaN};
  const StudentsT t(estimate.freedom);
  const double reach = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * estimate.error;
  return {estimate.mean - reach, estimate.mean + reach};
}

Chances chances(const Estimate& estimate, double limit) {
  if (std::isnan(estimate.error)) return {kNaN, kNaN, kNaN};
  const double below = probability_below(estimate, -limit), not_above = probability_below(estimate, limit);
  return {below, not_above - below, 1 - not_above};
}

std::optional<std::size_t> replicates_needed(double difference, double deviation, double overlap) {
  const boost::math::normal normal;
  const double reach = boost::math::quantile(normal, 0.975), power = boost::math::quantile(normal, 0.8);
  const double ratio = (reach + power) * deviation / difference;
  // 1 / J + overlap = 1 / ratio^2; and reach^2 / 2 more, because the t-test has to estimate the deviation (Guenther
  // 1981)
  const double rest = 1 - overlap * ratio * ratio;
  const double needed = std::ceil(ratio * ratio / rest + reach * reach / 2);
  if (!(rest > 0) || needed > kMostReplicates) return std::nullopt;
  return static_cast<std::size_t>(needed);
}

}  // namespace assay::compare
