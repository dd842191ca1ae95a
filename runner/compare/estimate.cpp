#include "compare/estimate.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "compare/descriptive.hpp"

namespace assay::compare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

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

}  // namespace assay::compare
