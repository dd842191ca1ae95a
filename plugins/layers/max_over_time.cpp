// max_over_time: the largest number of each feature, [N,T,F] -> [N,F]; after a mask, without padding. Collobert et al.
// 2011, "Natural language processing (almost) from scratch". The first of equal numbers gets the gradient; NaN counts
// as the largest.
#include "detail/over_time.hpp"

template <class T>
class MaxOverTime final : public assay::Layer<T> {
 public:
  explicit MaxOverTime(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan = assay::plan_over_time(input);
    plan.saved = static_cast<std::size_t>(plan.output.size());  // which step is the largest
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for_features(pass, x.shape, [&](std::int64_t first, std::int64_t length, std::int64_t step, std::int64_t out) {
      std::int64_t most = 0;
      for (std::int64_t t = 1; t < length; ++t)
        if (larger(x[first + t * step], x[first + most * step])) most = t;
      pass.saved[static_cast<std::size_t>(out)] = static_cast<T>(most);
      y[out] = x[first + most * step];
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    std::fill_n(dx.data, dx.size(), T(0));
    for_features(pass, dx.shape, [&](std::int64_t first, std::int64_t, std::int64_t step, std::int64_t out) {
      dx[first + static_cast<std::int64_t>(pass.saved[static_cast<std::size_t>(out)]) * step] = dy[out];
    });
  }

 private:
  /// Calls body(first number, own steps, distance, output) for every feature of every sample.
  template <class Body>
  static void for_features(const assay::Pass<T>& pass, const assay::Shape& x, Body body) {
    const std::int64_t features = x[2];
    for (std::int64_t n = 0; n < x[0]; ++n)
      for (std::int64_t f = 0; f < features; ++f)
        body(n * x[1] * features + f, pass.length(n, x[1]), features, n * features + f);
  }

  static bool larger(T a, T b) { return a > b || (a != a && b == b); }
};
ASSAY_LAYER(MaxOverTime, "max_over_time", "[N,T,F] -> [N,F]: the largest number of each feature")
