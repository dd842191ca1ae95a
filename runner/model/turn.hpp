#pragma once
/// Brings the batch axis to the other end of a tensor in memory: [N,C,H,W] to [C,H,W,N] and back. Stands between layers
/// that want different orders; its shapes are batch first, as everywhere.

#include <assay/layer.hpp>
#include <assay/transpose.hpp>

namespace assay::model {

template <class T>
class Turn final : public Layer<T> {
 public:
  explicit Turn(Order to) : to_last_(to == Order::batch_last) {}

  Plan plan(const Shape& input) override {
    Plan plan{.output = input};
    plan.reads_input = false;
    return plan;
  }

  void forward(Pass<T>&, ConstView<T> x, View<T> y) override { turn(x, y, to_last_); }

  void backward(Pass<T>&, ConstView<T>, ConstView<T>, ConstView<T> dy, View<T> dx, std::span<const View<T>>) override {
    if (dx) turn(dy, dx, !to_last_);
  }

 private:
  static void turn(ConstView<T> from, View<T> to, bool to_last) {
    const std::int64_t rows = to_last ? from.batch() : from.sample_size();
    const std::int64_t columns = to_last ? from.sample_size() : from.batch();
    transpose(from.data, columns, rows, columns, to.data, rows);
  }

  bool to_last_;
};

}  // namespace assay::model
