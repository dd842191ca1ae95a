// What every layer plugin's Plan promises, and whether its calls keep to it.
#include "contract/layer_contract.hpp"

#include <cmath>

namespace assay::contract {
namespace {

class LayerPlanContract : public LayerContract {};

/// NaN where a number is not the same: unlike ==, says that NaN equals NaN.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i]))) return false;
  return true;
}

/// What backward gives, all in one: dx, then each parameter's gradient.
std::vector<double> backward_of(LayerHarness<double>& harness, const std::vector<double>& x,
                                const std::vector<double>& y, const std::vector<double>& dy) {
  for (auto& gradient : harness.gradients()) std::fill(gradient.begin(), gradient.end(), 0.0);
  auto all = harness.backward(x, y, dy);
  for (const auto& gradient : harness.gradients()) all.insert(all.end(), gradient.begin(), gradient.end());
  return all;
}

TEST_P(LayerPlanContract, IsTheSameTwice) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const Plan first = layer.plan(shape);
    layer.plan(shape.with_batch(9));
    const Plan second = layer.plan(shape);
    EXPECT_EQ(first.output, second.output);
    EXPECT_EQ(first.saved, second.saved);
    EXPECT_EQ(first.scratch, second.scratch);
    EXPECT_EQ(first.operations, second.operations);
    ASSERT_EQ(first.parameters.size(), second.parameters.size());
    for (std::size_t p = 0; p < first.parameters.size(); ++p)
      EXPECT_EQ(first.parameters[p].shape, second.parameters[p].shape);
  });
}

TEST_P(LayerPlanContract, KeepsTheBatch) {
  for_shapes<double>(
      [&](Layer<double>& layer, const Shape& shape) { EXPECT_EQ(layer.plan(shape).output[0], shape[0]); });
}

TEST_P(LayerPlanContract, CountsTheOperationsOfOneSample) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const double operations = layer.plan(shape).operations;
    EXPECT_GE(operations, 0);
    EXPECT_EQ(layer.plan(shape.with_batch(9)).operations, operations);
  });
}

TEST_P(LayerPlanContract, NamesEachParameterOnce) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const Plan plan = layer.plan(shape);
    std::vector<std::string> names;
    for (const auto& parameter : plan.parameters) names.push_back(parameter.name);
    for (const auto& buffer : plan.buffers) names.push_back(buffer.name);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  });
}

/// The runner may overwrite x as soon as nobody reads it.
TEST_P(LayerPlanContract, TellsWhetherBackwardReadsTheInput) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    const auto y = harness.forward(x, true);
    const auto usual = backward_of(harness, x, y, dy);
    const std::vector<double> gone(x.size(), reads_tokens(GetParam()) ? 0.0 : kNaN<double>);
    EXPECT_EQ(same(backward_of(harness, gone, y, dy), usual), !harness.plan().reads_input);
  });
}

TEST_P(LayerPlanContract, TellsWhetherBackwardReadsTheOutput) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    const auto y = harness.forward(x, true);
    const auto usual = backward_of(harness, x, y, dy);
    const std::vector<double> gone(y.size(), kNaN<double>);
    EXPECT_EQ(same(backward_of(harness, x, gone, dy), usual), !harness.plan().reads_output);
  });
}

TEST_P(LayerPlanContract, WorksInPlaceWhereItSaysSo) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    if (!harness.plan().in_place) return;
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    for (const bool training : {true, false}) {
      const auto y = harness.forward(x, training);
      const auto dx = harness.backward(x, y, dy);
      EXPECT_EQ(harness.forward_in_place(x, training), y);
      EXPECT_EQ(harness.backward_in_place(x, y, dy), dx);
    }
  });
}

TEST_P(LayerPlanContract, TakesNothingFromTheHeapInAStep) {
  for_shapes<float>([&](Layer<float>& layer, const Shape& shape) {
    LayerHarness<float> harness(layer, shape);
    const auto x = inputs_for<float>(GetParam(), shape);
    const auto dy = random_numbers<float>(harness.plan().output.size(), 2);
    harness.backward(x, harness.forward(x, true), dy);
    EXPECT_EQ(harness.allocated(), 0U);
  });
}

INSTANTIATE_TEST_SUITE_P(Shipped, LayerPlanContract, testing::ValuesIn(all_variations<Layer>("layer")),
                         [](const auto& one) { return test_name(one.param, one.index); });

}  // namespace
}  // namespace assay::contract
