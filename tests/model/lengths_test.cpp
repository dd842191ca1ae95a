// How the lengths of padded sequences travel from a mask to the layers after it.
#include "model/gradients.hpp"

namespace assay::model {
namespace {

using assay::testing_support::network;
using assay::testing_support::plugins;
using testing_support::expect_gradients;
using testing_support::random_numbers;

constexpr std::int64_t kSteps = 5, kFeatures = 3;

/// Three sequences of 5, 2 and 1 steps; the rest is `padding`.
std::vector<double> padded(double padding) {
  auto x = random_numbers<double>(3 * kSteps * kFeatures, 5);
  for (const auto& [n, length] : {std::pair{1, 2}, {2, 1}})
    std::fill(x.begin() + (n * kSteps + length) * kFeatures, x.begin() + (n + 1) * kSteps * kFeatures, padding);
  return x;
}

std::vector<double> output(const std::string& layers, const std::vector<double>& x, const Shape& shape) {
  Network<double> net(network(layers), plugins(), shape.from(1), shape[0]);
  net.initialise(Random(3));
  const auto y = net.forward({x.data(), shape}, false).flat();
  return {y.begin(), y.end()};
}

/// What a padded sequence gives must be what its own steps alone give.
void expect_padding_ignored(const std::string& layers) {
  SCOPED_TRACE(layers);
  const auto x = padded(-7);
  const auto all = output("[{mask: -7}, " + layers + "]", x, {3, kSteps, kFeatures});
  const auto width = static_cast<std::ptrdiff_t>(all.size() / 3);
  for (const auto& [n, length] : {std::pair{0, 5}, {1, 2}, {2, 1}}) {
    const auto first = x.begin() + n * kSteps * kFeatures;
    const std::vector<double> own(first, first + length * kFeatures);
    const auto alone = output("[identity, " + layers + "]", own, {1, length, kFeatures});
    const std::vector<double> found(all.begin() + n * width, all.begin() + (n + 1) * width);
    ASSERT_EQ(found.size(), alone.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], alone[i], 1e-12) << "sequence " << n;
  }
}

TEST(Lengths, AreLeftOutByEveryLayerThatMixesSteps) {
  for (const char* layers :
       {"last_step", "sum_over_time", "mean_over_time", "max_over_time", "{rnn: 4}, last_step",
        "{lstm: {units: 4, output: last}}", "{gru: {units: 4, layers: 2, bidirectional: true}}, mean_over_time",
        "{lstm: {units: 4, bidirectional: true, output: last, peephole: true}}", "{min_gru: 4}, last_step",
        "{min_lstm: {units: 4, activation: tanh}}, mean_over_time",
        "{attention: {heads: 3, window: 3, rotary: true}}, mean_over_time", "{attention: {causal: true}}, last_step",
        "{linear_attention: {rule: gated_delta, heads: 3}}, last_step",
        "{gru: {units: 4, reset_after: false, bidirectional: true, output: last}}"})
    expect_padding_ignored(layers);
}

TEST(Lengths, TravelThroughLayersThatKeepTheSteps) {
  expect_padding_ignored("{dense: 4}, tanh, {dropout: 0.5}, {gru: 4}, {dense: 2}, max_over_time");
}

TEST(Lengths, TravelIntoBranches) {
  expect_padding_ignored("{residual: [{rnn: 3}]}, {concat: [[last_step], [{lstm: 2}, mean_over_time]]}");
}

/// Steps and features are equally many, so that shapes alone do not tell.
TEST(Lengths, EndWhereStepsBecomeFeatures) {
  const auto x = padded(-7);
  const std::vector<double> square(x.begin(), x.begin() + 3 * kFeatures * kFeatures);
  EXPECT_EQ(output("[{mask: -7}, transpose, last_step]", square, {3, kFeatures, kFeatures}),
            output("[transpose, last_step]", square, {3, kFeatures, kFeatures}));
}

TEST(Lengths, EndWhereTheStepsEnd) {
  const std::vector<double> x = padded(-7);
  // After flatten, [N,15] is cut into 5 steps again: nobody knows where these end.
  const std::string again = "flatten, {reshape: [5, 3]}, last_step]";
  EXPECT_EQ(output("[{mask: -7}, " + again, x, {3, kSteps, kFeatures}),
            output("[identity, " + again, x, {3, kSteps, kFeatures}));
}

TEST(Lengths, OfTokensTravelThroughTheEmbedding) {
  const std::vector<double> x{4, 2, 3, 1, 2, 0}, own{1, 2};
  const std::string rest = "{embedding: {vocabulary: 5, units: 3}}, {gru: 4}, last_step]";
  const auto all = output("[{mask: 0}, " + rest, x, {2, 3});
  const auto alone = output("[identity, " + rest, own, {1, 2});
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(all[4 + i], alone[i], 1e-12);
}

TEST(Lengths, GiveTheStatesOfPaddingAsZero) {
  const auto y = output("[{mask: -7}, {lstm: 2}]", padded(-7), {3, kSteps, kFeatures});
  for (std::size_t i = (kSteps + 2) * 2; i < 2 * kSteps * 2; ++i) EXPECT_EQ(y[i], 0);
  EXPECT_NE(y[(kSteps + 1) * 2], 0);
}

TEST(Lengths, AreOneAtLeast) {
  const std::vector<double> x(kSteps * kFeatures, 0.0);
  EXPECT_EQ(output("[mask, mean_over_time]", x, {1, kSteps, kFeatures}), std::vector<double>(kFeatures, 0.0));
}

/// The padding itself has no gradient; moving it would make it a step.
TEST(Lengths, HaveTheGradientsOfDifferences) {
  std::vector<std::size_t> own;
  const auto x = padded(-7);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (x[i] != -7) own.push_back(i);
  for (const char* layers :
       {"[{mask: -7}, {rnn: {units: 3, bidirectional: true}}, max_over_time]",
        "[{mask: -7}, {lstm: {units: 3, layers: 2, bidirectional: true, output: last}}]",
        "[{mask: -7}, {residual: [{gru: {units: 3, bidirectional: false}}]}, mean_over_time, {dense: 2}]",
        "[{mask: -7}, {gru: {units: 3, reset_after: false, bidirectional: true}}, last_step]"})
    expect_gradients(layers, {3, kSteps, kFeatures}, x, own);
}

TEST(Lengths, OfPaddingGiveItNoGradient) {
  Network<double> net(network("[{mask: -7}, {gru: {units: 3, bidirectional: true}}, mean_over_time]"), plugins(),
                      {kSteps, kFeatures}, 3);
  net.initialise(Random(3));
  const auto x = padded(-7);
  const Shape shape({3, kSteps, kFeatures});
  net.forward({x.data(), shape}, true);
  std::ranges::fill(net.output_gradient().flat(), 1.0);
  std::vector<double> dx(x.size());
  net.backward({x.data(), shape}, {dx.data(), shape});
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(dx[i] == 0, x[i] == -7) << i;
}

}  // namespace
}  // namespace assay::model
