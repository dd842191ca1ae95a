// conv1d: every output channel is a small kernel slid along time over all features, [N,T,F] -> [N,T',filters]. Waibel,
// Hanazawa, Hinton, Shikano & Lang 1989, "Phoneme recognition using time-delay neural networks". A cross-correlation as
// PyTorch's Conv1d, with its weight [filters,F/groups,kernel] and bias [filters], uniform(1/sqrt(F/groups kernel)) at
// the start; sequences have their features last, as everywhere here (PyTorch: [N,F,T]). `padding: causal` adds all
// zeros before the first step, so that no output sees a later one (van den Oord et al. 2016, "WaveNet",
// arXiv:1609.03499).
//
// Each element of the kernel is a matrix product of its own: the steps that it meets lie `stride` rows apart, which a
// product's leading dimension steps over, so that nothing is copied into columns.
#include <cmath>

#include <assay/blas.hpp>
#include <assay/layer.hpp>

#include "detail/add_rows.hpp"
#include "detail/window.hpp"

template <class T>
class Conv1d final : public assay::Layer<T> {
 public:
  explicit Conv1d(const assay::Arguments<T>& a)
      : filters_(a.integer("filters")), groups_(a.integer("groups")), bias_(a.boolean("bias")) {
    const auto& kernel = a.integers("kernel");
    if (kernel.size() != 1) throw assay::Error("kernel takes one number: sequences have one axis");
    axis_.kernel = kernel[0];
    axis_.stride = a.integer("stride");
    axis_.dilation = a.integer("dilation");
    axis_.pad = a.integer("pad");
    if (a.choice("padding") == "same") axis_.pad_to_same();
    if (a.choice("padding") == "causal") axis_.pad_causally();
  }

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    features_ = input[2];
    if (features_ % groups_ != 0 || filters_ % groups_ != 0)
      throw assay::Error("groups " + std::to_string(groups_) + " must divide both the " + std::to_string(features_) +
                         " features and the " + std::to_string(filters_) + " filters");
    axis_.slide_over(input[1]);
    assay::Plan plan{.output = {input[0], axis_.output, filters_}};
    const std::int64_t patch = features() * axis_.kernel;
    const auto initial = assay::Initial::uniform(1 / std::sqrt(static_cast<double>(patch)));
    plan.parameters.push_back({"weight", {filters_, features(), axis_.kernel}, initial});
    if (bias_) plan.parameters.push_back({"bias", {filters_}, initial});
    plan.scratch = static_cast<std::size_t>(filters_ * patch);
    plan.operations = 2.0 * static_cast<double>(axis_.output * filters_ * patch);
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    T* const weight = pass.scratch.data();
    arrange(pass.parameters[0].data, weight);
    for (std::int64_t row = 0; row < x.batch() * axis_.output; ++row)
      for (std::int64_t f = 0; f < filters_; ++f) y[row * filters_ + f] = bias_ ? pass.parameters[1][f] : T(0);
    for_products(x.batch(), [&](std::int64_t rows, std::int64_t in, std::int64_t kernel, std::int64_t out) {
      assay::gemm<T>(assay::Transpose::no, assay::Transpose::yes, rows, filters(), features(), T(1), x.data + in,
                     step(), weight + kernel, features(), T(1), y.data + out, filters_);
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    T* const weight = pass.scratch.data();
    if (!dparameters.empty()) {
      std::fill_n(weight, pass.scratch.size(), T(0));  // the gradient, arranged
      for_products(x.batch(), [&](std::int64_t rows, std::int64_t in, std::int64_t kernel, std::int64_t out) {
        assay::gemm<T>(assay::Transpose::yes, assay::Transpose::no, filters(), features(), rows, T(1), dy.data + out,
                       filters_, x.data + in, step(), T(1), weight + kernel, features());
      });
      for_weights([&](std::int64_t place, std::int64_t arranged) { dparameters[0][place] += weight[arranged]; });
      if (bias_) assay::add_rows(dy.data, dy.size() / filters_, filters_, dparameters[1].data);
    }
    if (!dx) return;
    arrange(pass.parameters[0].data, weight);
    std::fill_n(dx.data, dx.size(), T(0));
    for_products(dx.batch(), [&](std::int64_t rows, std::int64_t in, std::int64_t kernel, std::int64_t out) {
      assay::gemm<T>(assay::Transpose::no, assay::Transpose::no, rows, features(), filters(), T(1), dy.data + out,
                     filters_, weight + kernel, features(), T(1), dx.data + in, step());
    });
  }

 private:
  // Of one group:
  std::int64_t features() const { return features_ / groups_; }
  std::int64_t filters() const { return filters_ / groups_; }
  /// From one row under a kernel element to the next.
  std::int64_t step() const { return axis_.stride * features_; }

  /// Calls body(place in weight [filters,F,kernel], place in the arranged [kernel,filters,F]).
  template <class Body>
  void for_weights(Body body) const {
    for (std::int64_t f = 0; f < filters_; ++f)
      for (std::int64_t c = 0; c < features(); ++c)
        for (std::int64_t k = 0; k < axis_.kernel; ++k)
          body((f * features() + c) * axis_.kernel + k, (k * filters_ + f) * features() + c);
  }

  void arrange(const T* weight, T* to) const {
    for_weights([&](std::int64_t place, std::int64_t arranged) { to[arranged] = weight[place]; });
  }

  /// Calls body(rows, first input, first arranged weight, first output) for each sample, group and kernel element.
  template <class Body>
  void for_products(std::int64_t batch, Body body) const {
    for (std::int64_t k = 0; k < axis_.kernel; ++k) {
      const assay::Interval reached = axis_.outputs_at(k);
      if (reached.first >= reached.last) continue;
      for (std::int64_t n = 0; n < batch; ++n)
        for (std::int64_t g = 0; g < groups_; ++g)
          body(reached.last - reached.first,
               (n * axis_.input + axis_.at(reached.first, k)) * features_ + g * features(),
               (k * filters_ + g * filters()) * features(),
               (n * axis_.output + reached.first) * filters_ + g * filters());
    }
  }

  std::int64_t filters_, groups_, features_ = 0;
  bool bias_;
  assay::WindowAxis axis_;
};
ASSAY_LAYER(Conv1d, "conv1d", "kernels slid along sequences: [N,T,F] -> [N,T',filters]",
            assay::integer("filters", assay::required, "output features", assay::at_least(1)),
            assay::integers("kernel", assay::required, "steps under the kernel", assay::at_least(1)),
            assay::choice("padding", "valid", "valid|same|causal",
                          "same: the output is as long as the input; causal: so it is, and sees no later step"),
            assay::integer("pad", 0, "steps of zeros added on each side", assay::at_least(0)),
            assay::integer("stride", 1, "step of the window", assay::at_least(1)),
            assay::integer("dilation", 1, "distance between kernel elements", assay::at_least(1)),
            assay::integer("groups", 1, "features are cut into groups that do not mix", assay::at_least(1)),
            assay::boolean("bias", true, "add a number to each output feature"))
