// softmax: y_i = e^(x_i) / sum_j e^(x_j) over the last axis; the largest x is taken off first, so nothing overflows.
// For training a classifier prefer the loss softmax_cross_entropy on the logits: it is one step and better conditioned.
#include <algorithm>

#include <assay/layer.hpp>
#include <assay/math.hpp>

template <class T>
class Softmax final : public assay::Layer<T> {
 public:
  explicit Softmax(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() < 2) throw assay::Error("expects [N,C] or [N,T,C] but gets " + to_string(input, true));
    assay::Plan plan{.output = input};
    plan.reads_input = false;
    plan.reads_output = true;
    plan.operations = 3.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t classes = x.shape.back();
    for (std::int64_t start = 0; start < x.size(); start += classes) {
      const T* in = x.data + start;
      T* out = y.data + start;
      const T largest = *std::max_element(in, in + classes);
      T sum = 0;
      for (std::int64_t c = 0; c < classes; ++c) out[c] = assay::exp(in[c] - largest);
      for (std::int64_t c = 0; c < classes; ++c) sum += out[c];
      for (std::int64_t c = 0; c < classes; ++c) out[c] /= sum;
    }
  }

  /// dx = y (dy - sum(dy y)).
  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T> y, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t classes = y.shape.back();
    for (std::int64_t start = 0; start < y.size(); start += classes) {
      T sum = 0;
      for (std::int64_t c = start; c < start + classes; ++c) sum += dy[c] * y[c];
      for (std::int64_t c = start; c < start + classes; ++c) dx[c] = y[c] * (dy[c] - sum);
    }
  }
};
ASSAY_LAYER(Softmax, "softmax", "y_i = e^(x_i) / sum_j e^(x_j) over the last axis")
