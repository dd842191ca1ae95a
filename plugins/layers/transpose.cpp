// transpose: steps become features and features steps, [N,T,F] -> [N,F,T], so that a dense layer after it mixes steps:
// Tolstikhin et al. 2021, "MLP-Mixer", arXiv:2105.01601. What were steps of padding are features now: to the layers
// after it every step counts.
#include <assay/layer.hpp>
#include <assay/transpose.hpp>

template <class T>
class Transposed final : public assay::Layer<T> {
 public:
  explicit Transposed(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    assay::Plan plan{.output = {input[0], input[2], input[1]}};
    plan.reads_input = false;
    plan.masks = true;
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    std::fill(pass.lengths.begin(), pass.lengths.end(), static_cast<T>(y.shape[1]));
    turn(x, y);
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (dx) turn(dy, dx);
  }

 private:
  static void turn(assay::ConstView<T> from, assay::View<T> to) {
    const std::int64_t rows = from.shape[1], columns = from.shape[2], sample = from.sample_size();
    for (std::int64_t start = 0; start < from.size(); start += sample)
      assay::transpose(from.data + start, columns, rows, columns, to.data + start, rows);
  }
};
ASSAY_LAYER(Transposed, "transpose", "[N,T,F] -> [N,F,T]")
