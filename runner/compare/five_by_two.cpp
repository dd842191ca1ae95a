#include "compare/five_by_two.hpp"

#include <limits>

#include <boost/math/distributions/fisher_f.hpp>

namespace assay::compare {

double five_by_two_p(std::span<const double> differences) {
  if (differences.size() != 10) return std::numeric_limits<double>::quiet_NaN();
  double squares = 0, spread = 0;
  for (std::size_t i = 0; i < differences.size(); i += 2) {
    const double a = differences[i], b = differences[i + 1];
    squares += a * a + b * b;
    spread += (a - b) * (a - b) / 2;
  }
  if (spread == 0) return squares == 0 ? 1 : 0;
  return boost::math::cdf(boost::math::complement(boost::math::fisher_f(10, 5), squares / (2 * spread)));
}

}  // namespace assay::compare
