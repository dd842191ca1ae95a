// log_softmax: y_i = x_i - ln sum_j e^(x_j) along an axis, the logarithms of softmax; what the loss nll takes.
// PyTorch's LogSoftmax with dim = -1. The largest x is taken off first, so nothing overflows.
#include <assay/math.hpp>

#include "detail/lines.hpp"

template <class T>
class LogSoftmax final : public assay::Layer<T> {
 public:
  explicit LogSoftmax(const assay::Arguments<T>& a) : axis_(a.integer("axis")) {}

  assay::Plan plan(const assay::Shape& input) override {
    lines_ = {input, axis_};
    assay::Plan plan{.output = input};
    plan.reads_input = false;
    plan.reads_output = true;
    plan.operations = 3.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t extent = lines_.extent;
    lines_.each(x.size(), extent, [&](std::int64_t start, auto step) {
      const T* in = x.data + start;
      T* out = y.data + start;
      T largest = in[0], sum = 0;
      for (std::int64_t c = 1; c < extent; ++c) largest = in[c * step] > largest ? in[c * step] : largest;
      for (std::int64_t c = 0; c < extent; ++c) sum += assay::exp(in[c * step] - largest);
      const T logarithm = assay::log(sum);
      for (std::int64_t c = 0; c < extent; ++c) out[c * step] = in[c * step] - largest - logarithm;
    });
  }

  /// dx = dy - e^y sum(dy).
  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T> y, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t extent = lines_.extent;
    lines_.each(y.size(), extent, [&](std::int64_t start, auto step) {
      T sum = 0;
      for (std::int64_t c = 0; c < extent; ++c) sum += dy[start + c * step];
      for (std::int64_t c = 0; c < extent; ++c)
        dx[start + c * step] = dy[start + c * step] - assay::exp(y[start + c * step]) * sum;
    });
  }

 private:
  std::int64_t axis_;
  assay::Lines lines_;
};
ASSAY_LAYER(LogSoftmax, "log_softmax", "y_i = x_i - ln sum_j e^(x_j) along an axis", ASSAY_AXIS_PARAMETER)
