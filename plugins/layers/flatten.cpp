// flatten: all axes but the batch become one, [N,C,H,W] -> [N,C*H*W]. Costs nothing: the same memory is relabelled.
#include <assay/layer.hpp>

template <class T>
class Flatten final : public assay::Layer<T> {
 public:
  explicit Flatten(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan{.output = {input[0], input.from(1).size()}};
    plan.reads_input = false;
    plan.relabels = true;
    return plan;
  }
  void forward(assay::Pass<T>&, assay::ConstView<T>, assay::View<T>) override {}
  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T>, assay::View<T>,
                std::span<const assay::View<T>>) override {}
};
ASSAY_LAYER(Flatten, "flatten", "[N,...] -> [N,F]: all axes but the batch become one")
