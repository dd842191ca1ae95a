// learned_position: adds a learned vector to each step, [N,T,F] -> [N,T,F], so that layers without order know where
// they are. Gehring, Auli, Grangier, Yarats & Dauphin 2017, arXiv:1705.03122. weight [T,F] starts normal with deviation
// 0.02, as BERT's (Devlin, Chang, Lee & Toutanova 2019).
#include <algorithm>

#include <assay/layer.hpp>

#include "detail/add_rows.hpp"

template <class T>
class LearnedPosition final : public assay::Layer<T> {
 public:
  explicit LearnedPosition(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    assay::Plan plan{.output = input};
    const auto initial = assay::Initial::normal(0.02);
    plan.parameters.push_back({"weight", {input[1], input[2]}, initial, initial});
    plan.reads_input = false;
    plan.in_place = true;
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t sample = x.sample_size();
    const T* weight = pass.parameters[0].data;
    for (std::int64_t start = 0; start < x.size(); start += sample)
      for (std::int64_t i = 0; i < sample; ++i) y[start + i] = x[start + i] + weight[i];
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>> dparameters) override {
    if (!dparameters.empty()) assay::add_rows(dy.data, dy.batch(), dy.sample_size(), dparameters[0].data);
    if (dx && dx.data != dy.data) std::copy_n(dy.data, dy.size(), dx.data);
  }
};
ASSAY_LAYER(LearnedPosition, "learned_position", "y = x + weight[step]: [N,T,F]")
