// reshape: the same numbers under another shape, [N,64] -> [N,1,8,8]. Costs nothing: the same memory is relabelled.
#include <assay/layer.hpp>

template <class T>
class Reshape final : public assay::Layer<T> {
 public:
  explicit Reshape(const assay::Arguments<T>& a) : wanted_(a.integers("shape")) {}

  assay::Plan plan(const assay::Shape& input) override {
    const std::int64_t numbers = input.from(1).size();
    std::int64_t known = 1, open = 0;
    for (const auto extent : wanted_) {
      if (extent == -1)
        ++open;
      else if (extent < 1)
        throw assay::Error("an extent of the shape is " + std::to_string(extent) +
                           "; expected at least 1, or -1 for what is left");
      else
        known *= extent;
    }
    if (open > 1) throw assay::Error("at most one extent of the shape may be -1");
    if (open == 0 ? known != numbers : numbers % known != 0)
      throw assay::Error("a sample of shape " + to_string(input.from(1)) + " has " + std::to_string(numbers) +
                         " numbers, which do not fit the wanted shape");
    assay::Plan plan{.output = {input[0]}};
    for (const auto extent : wanted_) plan.output.append(extent == -1 ? numbers / known : extent);
    plan.reads_input = false;
    plan.relabels = true;
    return plan;
  }
  void forward(assay::Pass<T>&, assay::ConstView<T>, assay::View<T>) override {}
  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T>, assay::View<T>,
                std::span<const assay::View<T>>) override {}

 private:
  std::vector<std::int64_t> wanted_;
};
ASSAY_LAYER(Reshape, "reshape", "[N,...] -> [N,shape...]: the same numbers under another shape",
            assay::integers("shape", assay::required, "of one sample, without the batch; one extent may be -1"))
