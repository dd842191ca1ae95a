// glu: the gated linear unit, y = a sigmoid(b) with a and b the two halves of x along an axis. Dauphin, Fan, Auli &
// Grangier 2017, "Language modeling with gated convolutional networks", arXiv:1612.08083; PyTorch's GLU with dim = -1.
#include <assay/ivdep.hpp>
#include <assay/math.hpp>

#include "detail/lines.hpp"

template <class T>
class Glu final : public assay::Layer<T> {
 public:
  explicit Glu(const assay::Arguments<T>& a) : axis_(a.integer("axis")) {}

  assay::Plan plan(const assay::Shape& input) override {
    lines_ = {input, axis_};
    if (lines_.extent % 2 != 0)
      throw assay::Error("halves an axis of " + std::to_string(lines_.extent) + "; expected an even number");
    assay::Plan plan{.output = input};
    const std::int64_t place = axis_ < 0 ? axis_ + input.rank() : axis_;
    plan.output[static_cast<int>(place)] = lines_.extent / 2;
    plan.operations = 2.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t half = lines_.extent / 2 * lines_.inner;  // the halves of a block are contiguous
    for (std::int64_t start = 0; start < y.size(); start += half) {
      const T *a = x.data + 2 * start, *b = a + half;
      T* out = y.data + start;
      ASSAY_IVDEP
      for (std::int64_t i = 0; i < half; ++i) out[i] = a[i] * assay::sigmoid(b[i]);
    }
  }

  void backward(assay::Pass<T>&, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t half = lines_.extent / 2 * lines_.inner;
    for (std::int64_t start = 0; start < dy.size(); start += half) {
      const T *a = x.data + 2 * start, *b = a + half, *up = dy.data + start;
      T *da = dx.data + 2 * start, *db = da + half;
      ASSAY_IVDEP
      for (std::int64_t i = 0; i < half; ++i) {
        const T gate = assay::sigmoid(b[i]);
        da[i] = up[i] * gate;
        db[i] = up[i] * a[i] * gate * (T(1) - gate);
      }
    }
  }

 private:
  std::int64_t axis_;
  assay::Lines lines_;
};
ASSAY_LAYER(Glu, "glu", "y = a sigmoid(b), a and b the halves of x along an axis", ASSAY_AXIS_PARAMETER)
