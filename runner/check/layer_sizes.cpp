// Whether a layer is right at every size: what vector code does at the end of an array is another piece of code.
#include "check/derivative.hpp"
#include "check/layer_subject.hpp"

namespace assay::check {
namespace {

/// Features of sequences and images as well, and channels of images.
std::vector<Shape> shapes_of_sizes() {
  std::vector<Shape> all;
  for (const std::int64_t n : kBatches)
    for (std::int64_t f = 1; f <= kMostFeatures; ++f)
      all.insert(all.end(), {Shape{n, f}, Shape{n, 3, f}, Shape{n, 2, 5, f}, Shape{n, f, 4, 3}});
  return all;
}

/// The derivative of <dy, y> when input and parameters move along one random direction: two steps forward tell whether
/// any of all gradients is wrong.
void check_direction(const LayerCase<double>& at) {
  auto harness = at.harness();
  const auto x = at.inputs(), dy = at.output_gradient(harness), y = harness.forward(x, true);
  const auto dx = harness.backward(x, y, dy);
  const auto way = at.trial.numbers<double>(static_cast<std::int64_t>(x.size()), "way");
  const auto start = harness.parameters();
  double slope = 0;
  for (std::size_t i = 0; !at.tokens && i < x.size(); ++i) slope += dx[i] * way[i];
  std::vector<std::vector<double>> ways;
  for (std::size_t p = 0; p < start.size(); ++p) {
    ways.push_back(at.trial.numbers<double>(static_cast<std::int64_t>(start[p].size()), "way " + std::to_string(p)));
    for (std::size_t i = 0; i < start[p].size(); ++i) slope += harness.gradients()[p][i] * ways[p][i];
  }
  const Derivative expected = derivative(
      [&](double far) {
        auto moved = x;
        for (std::size_t i = 0; !at.tokens && i < x.size(); ++i) moved[i] += far * way[i];
        for (std::size_t p = 0; p < start.size(); ++p)
          for (std::size_t i = 0; i < start[p].size(); ++i) harness.parameters()[p][i] = start[p][i] + far * ways[p][i];
        const auto z = harness.forward(moved, true);
        double sum = 0;
        for (std::size_t i = 0; i < z.size(); ++i) sum += z[i] * dy[i];
        return sum;
      },
      0);
  // A kink of any of the numbers is one of the whole; the differences err by 1e-10 of sums of a hundred numbers.
  at.trial.expect(expected.allows(slope, 1e-5 * (1 + std::abs(slope))), [&] {
    return "the gradients come to " + brief(slope) + " along a way on which the value changes by " +
           brief(expected.central);
  });
}

/// The last sample alone gives what it gives in the batch; a product may sum another number of rows in another order.
void check_last_sample(const LayerCase<double>& at) {
  auto harness = at.harness();
  const auto x = at.inputs(), y = harness.forward(x, false);
  const auto last = [&](const std::vector<double>& all) {
    return std::vector<double>(all.end() - static_cast<std::ptrdiff_t>(all.size()) / at.shape[0], all.end());
  };
  const auto alone = harness.forward(last(x), false), together = last(y);
  for (std::size_t i = 0; i < alone.size(); ++i)
    at.trial.near(alone[i], together[i], 1e-12 * (1 + std::abs(together[i])),
                  [&] { return "y[" + std::to_string(i) + "] of the last sample alone"; });
}

void check_size(Trial& trial, const std::string& variation, const Shape& shape) {
  const auto layer = make<Layer, double>(trial, variation);
  try {
    if (layer->plan(shape).relabels) return;
  } catch (const Error&) {
    return;  // too small for a kernel, or not so many axes
  }
  trial.look_at(variation + " on " + to_string(shape));
  const LayerCase<double> at{trial, variation, shape, *layer, reads_tokens(trial, variation)};
  check_direction(at);
  check_last_sample(at);
  // Of two numbers that lie close, normalisation leaves a gradient that is a small difference of numbers near 1.
  check_precision(at, shape, 1);
}

}  // namespace

/// The defaults, and outputs of odd sizes, meet all sizes; of the other variations each meets a few, all together all.
void layer::sizes(Trial& trial) {
  const auto shapes = shapes_of_sizes();
  auto whole = odd_variations(trial);
  const auto others = variations(trial);
  whole.push_back(others.front());
  for (const auto& variation : whole)
    for (const auto& shape : shapes) check_size(trial, variation, shape);
  constexpr std::size_t kFew = 8;
  for (std::size_t v = 1; v < others.size(); ++v)
    for (std::size_t i = 0; i < kFew; ++i) check_size(trial, others[v], shapes[(v * kFew + i) * 37 % shapes.size()]);
  trial.look_at("");
  trial.tell(std::to_string(trial.expectations()) + " numbers");
}

}  // namespace assay::check
