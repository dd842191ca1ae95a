// last_step: the last time step of a sequence, [N,T,F] -> [N,F]; after a mask, each sequence's own last.
#include <algorithm>

#include <assay/layer.hpp>

template <class T>
class LastStep final : public assay::Layer<T> {
 public:
  explicit LastStep(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    assay::Plan plan{.output = {input[0], input[2]}};
    plan.reads_input = false;
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t features = x.shape[2], sample = x.sample_size();
    for (std::int64_t n = 0; n < x.batch(); ++n)
      std::copy_n(x.data + n * sample + (pass.length(n, x.shape[1]) - 1) * features, features, y.data + n * features);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t features = dx.shape[2], sample = dx.sample_size();
    std::fill_n(dx.data, dx.size(), T(0));
    for (std::int64_t n = 0; n < dx.batch(); ++n)
      std::copy_n(dy.data + n * features, features,
                  dx.data + n * sample + (pass.length(n, dx.shape[1]) - 1) * features);
  }
};
ASSAY_LAYER(LastStep, "last_step", "[N,T,F] -> [N,F]: the last time step")
