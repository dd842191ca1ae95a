// sinusoidal_position: adds waves of growing length to each step, [N,T,F] -> [N,T,F]: sin(t / base^(2i/F)) to feature
// 2i and cos of the same to feature 2i+1. Vaswani et al. 2017, "Attention is all you need", arXiv:1706.03762, base
// 10000.
#include <algorithm>
#include <cmath>

#include <assay/layer.hpp>

template <class T>
class SinusoidalPosition final : public assay::Layer<T> {
 public:
  explicit SinusoidalPosition(const assay::Arguments<T>& a) : base_(a.real("base")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    waves_.clear();
    const double features = static_cast<double>(input[2]);
    for (std::int64_t t = 0; t < input[1]; ++t)
      for (std::int64_t f = 0; f < input[2]; ++f) {
        const double angle = static_cast<double>(t) / std::pow(base_, static_cast<double>(f - f % 2) / features);
        waves_.push_back(static_cast<T>(f % 2 == 0 ? std::sin(angle) : std::cos(angle)));
      }
    assay::Plan plan{.output = input};
    plan.reads_input = false;
    plan.in_place = true;
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t sample = x.sample_size();
    for (std::int64_t start = 0; start < x.size(); start += sample)
      for (std::int64_t i = 0; i < sample; ++i) y[start + i] = x[start + i] + waves_[static_cast<std::size_t>(i)];
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (dx && dx.data != dy.data) std::copy_n(dy.data, dy.size(), dx.data);
  }

 private:
  double base_;
  std::vector<T> waves_;  ///< [T,F]
};
ASSAY_LAYER(SinusoidalPosition, "sinusoidal_position", "y = x + sines and cosines of the step: [N,T,F]",
            assay::real("base", 10000.0, "the longest wave is 2 pi base steps", assay::positive))
