// Whether a loss is right at every size: what vector code does at the end of an array is another piece of code.
#include <cmath>

#include "check/derivative.hpp"
#include "check/loss_subject.hpp"

namespace assay::check {
namespace {

/// The value's derivative along one random direction tells whether any number of dy is wrong.
void check_direction(const LossCase& at, const std::vector<double>& y, const std::vector<double>& target,
                     const std::vector<double>& dy) {
  const auto way = at.trial.numbers<double>(at.y_shape.size(), "way");
  double slope = 0;
  for (std::size_t i = 0; i < y.size(); ++i) slope += dy[i] * way[i];
  const Derivative expected = derivative(
      [&](double far) {
        auto moved = y;
        for (std::size_t i = 0; i < y.size(); ++i) moved[i] += 0.01 * far * way[i];  // probabilities stay positive
        return at.value(moved, target) * 100;
      },
      0);
  at.trial.expect(expected.allows(slope, 1e-5 * (1 + std::abs(slope))), [&] {
    return "dy comes to " + brief(slope) + " along a way on which the value changes by " + brief(expected.central);
  });
}

std::vector<double> reversed_rows(const std::vector<double>& all, std::int64_t rows) {
  const std::size_t row = all.size() / static_cast<std::size_t>(rows);
  std::vector<double> turned;
  for (std::size_t start = all.size(); start > 0; start -= row)
    turned.insert(turned.end(), all.begin() + static_cast<std::ptrdiff_t>(start - row),
                  all.begin() + static_cast<std::ptrdiff_t>(start));
  return turned;
}

/// A sample that is left out at the end of the batch counts at its beginning.
void check_order(const LossCase& at, const std::vector<double>& y, const std::vector<double>& target,
                 const std::vector<double>& dy) {
  const std::int64_t n = at.y_shape[0];
  std::vector<double> turned(y.size());
  const double value = at.value(y, target);
  const double other = at.value(reversed_rows(y, n), reversed_rows(target, n), &turned);
  at.trial.near(other, value, 1e-12 * (1 + std::abs(value)), [] { return "the loss with the samples turned round"; });
  const auto back = reversed_rows(turned, n);
  for (std::size_t i = 0; i < dy.size(); ++i)
    at.trial.near(back[i], dy[i], 1e-12 * (1 + std::abs(dy[i])),
                  [&] { return "dy[" + std::to_string(i) + "] with the samples turned round"; });
}

}  // namespace

void loss::sizes(Trial& trial) {
  for_loss_sizes(trial, [](const LossCase& at) {
    const auto y = at.outputs(), target = at.target();
    std::vector<double> dy(y.size());
    at.value(y, target, &dy);
    check_direction(at, y, target, dy);
    check_order(at, y, target, dy);
    check_precision(at);
  });
}

}  // namespace assay::check
