// Whether an activation's slope is the derivative of its formula, in float64: at 2,500 points by central differences,
// and at every kink, which is found by bisection, against the one-sided differences.
#include <algorithm>

#include "check/activation_subject.hpp"
#include "check/derivative.hpp"
#include "check/variations.hpp"

namespace assay::check {
namespace {

using Function = Activation<double>;

std::string at(double x) { return " at x = " + brief(x); }

/// The two neighbouring numbers in [low, high] between which the slope changes most. A smooth slope changes less and
/// less as the interval shrinks; a kink's does not.
std::pair<double, double> steepest(const Function& f, double low, double high) {
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return {low, high};
    const double at_middle = slope_at(f, middle);
    if (std::abs(at_middle - slope_at(f, low)) >= std::abs(slope_at(f, high) - at_middle))
      high = middle;
    else
      low = middle;
  }
}

/// Where the slope jumps, between -8 and 8.
std::vector<double> kinks_of(const Function& f, const std::vector<double>& points) {
  std::vector<double> kinks;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i - 1] < -8 || points[i] > 8) continue;
    if (std::abs(slope_at(f, points[i]) - slope_at(f, points[i - 1])) < 1e-4) continue;
    const auto [below, above] = steepest(f, points[i - 1], points[i]);
    if (std::abs(slope_at(f, above) - slope_at(f, below)) > 1e-5) kinks.push_back(above);
  }
  return kinks;
}

void check_point(Trial& trial, const Function& f, double x, std::size_t& smooth) {
  const Derivative expected = derivative([&](double at) { return value_at(f, at); }, x);
  const double slope = slope_at(f, x), tolerance = 1e-6 * (1 + std::abs(slope));
  smooth += expected.smooth;
  if (expected.smooth) {
    trial.near(slope, expected.central, tolerance, [&] { return "the slope" + at(x); });
    return;
  }
  trial.expect(expected.allows(slope, tolerance), [&] {
    return "the slope" + at(x) + ", a kink, is " + brief(slope) + ", not between the one-sided " +
           brief(expected.left) + " and " + brief(expected.right);
  });
}

/// A step of 1e-6 is wrong by half of it times f''; where the formula itself jumps, a one-sided quotient is huge and
/// allows every slope between.
void check_kink(Trial& trial, const Function& f, double kink) {
  for (const double x : {std::nextafter(kink, -9.0), kink, std::nextafter(kink, 9.0)}) {
    const Derivative expected = differences([&](double at) { return value_at(f, at); }, x, 1e-6);
    const double slope = slope_at(f, x), tolerance = 1e-5 * (1 + std::abs(slope));
    const auto [low, high] = std::minmax(expected.left, expected.right);
    trial.expect(low - tolerance <= slope && slope <= high + tolerance, [&] {
      return "the slope" + at(x) + ", a kink, is " + brief(slope) + ", not between the one-sided " + brief(low) +
             " and " + brief(high);
    });
  }
}

std::string told(const Trial& trial, std::size_t points, std::vector<double> kinks) {
  std::sort(kinks.begin(), kinks.end());
  kinks.erase(std::unique(kinks.begin(), kinks.end(), [](double a, double b) { return b - a < 1e-9; }), kinks.end());
  std::string text = std::to_string(points) + " points, largest error " + brief(trial.worst());
  if (!kinks.empty()) text += kinks.size() == 1 ? ", kink at" : ", kinks at";
  for (std::size_t i = 0; i < std::min<std::size_t>(kinks.size(), 6); ++i)
    text += ' ' + brief(std::abs(kinks[i]) < 1e-12 ? 0 : kinks[i]);
  return text + (kinks.size() > 6 ? " ..." : "");
}

}  // namespace

void activation::slope(Trial& trial) {
  const auto points = points_of_activation(trial);
  std::vector<double> all_kinks;
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, double>(trial, variation);
    std::size_t smooth = 0;
    for (const double x : points) check_point(trial, *f, x, smooth);
    trial.expect(smooth * 100 > points.size() * 99, [&] {
      return "the formula is rough at " + std::to_string(points.size() - smooth) + " of " +
             std::to_string(points.size()) + " points, too many to test its slope";
    });
    auto kinks = kinks_of(*f, points);
    for (const double kink : kinks) check_kink(trial, *f, kink);
    check_kink(trial, *f, 0);
    all_kinks.insert(all_kinks.end(), kinks.begin(), kinks.end());
    const double first = value_at(*f, points[0]);
    const bool varies = std::any_of(points.begin(), points.end(), [&](double x) { return value_at(*f, x) != first; });
    trial.expect(varies, [&] { return "the value is " + brief(first) + " everywhere"; });
  });
  trial.tell(told(trial, points.size(), all_kinks));
}

namespace {

/// The gradients of the parameters over the first numbers of x are the sums of those of single numbers.
void check_parameter_lengths(Trial& trial, const Function& f, const std::vector<double>& x,
                             const std::vector<double>& dy) {
  const std::vector<double> start(f.parameters().begin(), f.parameters().end());
  std::vector<double> sums(start.size());
  for (std::size_t length = 1; length <= x.size(); ++length) {
    f.backward_parameters(start, {&x[length - 1], 1}, {&dy[length - 1], 1}, sums);
    std::vector<double> whole(start.size());
    f.backward_parameters(start, std::span(x).first(length), std::span(dy).first(length), whole);
    for (std::size_t p = 0; p < start.size(); ++p)
      trial.expect(std::abs(whole[p] - sums[p]) <= 1e-11 * (1 + std::abs(sums[p])), [&] {  // order of sums
        return "the gradient of " + std::string(trial.plugin().parameters[p].name) + " of " + std::to_string(length) +
               " numbers is not the sum of theirs";
      });
  }
}

}  // namespace

void activation::parameters(Trial& trial) {
  std::size_t count = 0;
  const auto x = trial.numbers<double>(50, "x"), dy = trial.numbers<double>(50, "dy");
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, double>(trial, variation);
    const std::vector<double> start(f->parameters().begin(), f->parameters().end());
    std::vector<double> gradients(start.size()), twice(start.size()), y(x.size());
    f->backward_parameters(start, x, dy, gradients);
    for (int i = 0; i < 2; ++i) f->backward_parameters(start, x, dy, twice);
    count = start.size();
    check_parameter_lengths(trial, *f, x, dy);
    for (std::size_t p = 0; p < start.size(); ++p) {
      const std::string name = trial.plugin().parameters[p].name;
      const auto value = [&](double at) {
        auto moved = start;
        moved[p] = at;
        f->forward(moved, x, y);
        double sum = 0;
        for (std::size_t i = 0; i < y.size(); ++i) sum += dy[i] * y[i];
        return sum;
      };
      const Derivative expected = derivative(value, start[p]);
      const double tolerance = 1e-6 * (1 + std::abs(gradients[p]));
      if (expected.smooth)
        trial.near(gradients[p], expected.central, tolerance, [&] { return "the gradient of " + name; });
      else
        trial.expect(expected.allows(gradients[p], tolerance),
                     [&] { return "the gradient of " + name + " is " + brief(gradients[p]); });
      trial.expect(std::abs(twice[p] - 2 * gradients[p]) <= 1e-12 * (1 + std::abs(gradients[p])),
                   [&] { return "the gradient of " + name + " is not added to what was there"; });
    }
  });
  trial.tell(count == 0 ? "no parameters"
                        : std::to_string(count) + (count == 1 ? " parameter" : " parameters") + ", largest error " +
                              brief(trial.worst()));
}

}  // namespace assay::check
