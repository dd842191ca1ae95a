// Layers of which the file says that no step sees a later one.
#include "model/gradients.hpp"

namespace assay::model {
namespace {

using assay::testing_support::network;
using assay::testing_support::plugins;
using testing_support::random_numbers;

constexpr std::int64_t kSteps = 70, kFeatures = 6;  // more steps than attention takes queries at a time

std::vector<float> output(const std::string& layer, const std::vector<float>& x) {
  const Shape shape{2, kSteps, kFeatures};
  Network<float> net(network('[' + layer + ']'), plugins(), shape.from(1), shape[0]);
  net.initialise(Random(3));
  const auto y = net.forward({x.data(), shape}, false).flat();
  return {y.begin(), y.end()};
}

/// The bits of all steps up to `last`, of both samples.
std::vector<float> up_to(std::int64_t last, const std::vector<float>& y) {
  const auto step = static_cast<std::ptrdiff_t>(y.size()) / (2 * kSteps), sample = step * kSteps;
  std::vector<float> first(y.begin(), y.begin() + step * (last + 1));
  first.insert(first.end(), y.begin() + sample, y.begin() + sample + step * (last + 1));
  return first;
}

TEST(Causal, LayersGiveTheSameBitsWhateverComesLater) {
  for (const char* layer :
       {"{attention: {heads: 2, causal: true}}", "{attention: {heads: 3, kv_heads: 1, causal: true, rotary: true}}",
        "{attention: {causal: true, window: 9}}", "{conv1d: {filters: 4, kernel: 3, padding: causal, dilation: 4}}",
        "{conv1d: {filters: 4, kernel: [2], padding: causal}}", "{linear_attention: {heads: 2, rule: gated_delta}}",
        "{linear_attention: {rule: retention}}", "{min_gru: 4}", "{min_lstm: 4}"})
    for (const std::int64_t last : {0, 31, 32, 68}) {
      SCOPED_TRACE(layer + (" up to step " + std::to_string(last)));
      const auto x = random_numbers<float>(2 * kSteps * kFeatures, 1);
      auto other = x;
      for (std::int64_t n = 0; n < 2; ++n)
        for (std::int64_t i = (last + 1) * kFeatures; i < kSteps * kFeatures; ++i)
          other[static_cast<std::size_t>(n * kSteps * kFeatures + i)] += 3;
      const auto y = output(layer, x), moved = output(layer, other);
      EXPECT_EQ(up_to(last, y), up_to(last, moved));
      EXPECT_NE(y, moved);
    }
}

TEST(Causal, ConvolutionKeepsTheNumberOfSteps) {
  const Network<float> net(network("[{conv1d: {filters: 4, kernel: 3, padding: causal, dilation: 8}}]"), plugins(),
                           {5, 2}, 1);
  EXPECT_EQ(net.output_shape(), (Shape{1, 5, 4}));
}

TEST(Causal, ConvolutionHasNoPaddingBeside) {
  try {
    const Network<float> net(network("[{conv1d: {filters: 4, kernel: 3, padding: causal, pad: 1}}]"), plugins(), {5, 2},
                             1);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("give either padding: causal or pad, not both"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace assay::model
