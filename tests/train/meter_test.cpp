#include "train/meter.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "spec/figure.hpp"

namespace assay::train {
namespace {

double value_of(const Values& values, const std::string& name) {
  for (const auto& [key, value] : values)
    if (key == name) return value;
  return std::nan("");
}

Values measure(const std::vector<std::string>& names, Decision decision, std::vector<double> y, const Shape& shape,
               std::vector<double> target, const Shape& target_shape, double loss = 0.5) {
  std::vector<spec::Metric> metrics;
  for (const auto& name : names) metrics.push_back({name, {}});
  Meter<double> meter(metrics, decision);
  meter.add({y.data(), shape}, {target.data(), target_shape}, loss);
  return meter.values();
}

TEST(Meter, CountsTheLargestOutputAsTheClass) {
  const auto values = measure({"accuracy", "error_rate"}, Decision::argmax, {1, 2, 3, 0, 5, 4}, {3, 2}, {1, 0, 1}, {3});
  EXPECT_NEAR(value_of(values, "accuracy"), 2.0 / 3, 1e-15);  // one rounding
  EXPECT_NEAR(value_of(values, "error_rate"), 1.0 / 3, 1e-15);
}

TEST(Meter, CountsEveryStepOfASequence) {
  const auto values =
      measure({"accuracy"}, Decision::argmax, {1, 2, 3, 0, 5, 4, 0, 1}, {2, 2, 2}, {1, 0, 0, 0}, {2, 2});
  EXPECT_EQ(value_of(values, "accuracy"), 0.75);
}

TEST(Meter, TakesLogitsFromZeroOnAsClassOne) {
  EXPECT_EQ(value_of(measure({"accuracy"}, Decision::sign, {0, -1, 2, 3}, {4, 1}, {1, 0, 0, 1}, {4, 1}), "accuracy"),
            0.75);
}

TEST(Meter, TakesProbabilitiesFromOneHalfOnAsClassOne) {
  EXPECT_EQ(value_of(measure({"accuracy"}, Decision::half, {0.4, 0.5}, {2, 1}, {0, 1}, {2, 1}), "accuracy"), 1);
}

TEST(Meter, MeasuresErrorsOfQuantities) {
  const auto values = measure({"mse", "rmse", "mae"}, Decision::none, {1, 5}, {2, 1}, {4, 1}, {2, 1});
  EXPECT_EQ(value_of(values, "mse"), 12.5);
  EXPECT_EQ(value_of(values, "rmse"), std::sqrt(12.5));
  EXPECT_EQ(value_of(values, "mae"), 3.5);
}

TEST(Meter, TurnsCrossEntropyIntoPerplexityAndBits) {
  const auto values =
      measure({"perplexity", "bits_per_character"}, Decision::argmax, {0, 0}, {1, 2}, {0}, {1}, std::numbers::ln2);
  EXPECT_NEAR(value_of(values, "perplexity"), 2, 1e-15);  // one rounding of exp
  EXPECT_EQ(value_of(values, "bits_per_character"), 1);
}

TEST(Meter, WeighsBatchesByTheirSamples) {
  Meter<double> meter({}, Decision::none);
  const std::vector<double> numbers(3);
  meter.add({numbers.data(), {3, 1}}, {numbers.data(), {3, 1}}, 1.0);
  meter.add({numbers.data(), {1, 1}}, {numbers.data(), {1, 1}}, 5.0);
  EXPECT_EQ(meter.loss(), 2);
}

TEST(Meter, HasNothingToSayAboutNothing) { EXPECT_TRUE(std::isnan(Meter<float>({}, Decision::none).loss())); }

TEST(Metrics, AreAllDeclaredWithTheirDirectionAndRange) {
  for (const auto& metric : metrics()) EXPECT_TRUE(spec::is_declared(metric.name)) << metric.name;
}

}  // namespace
}  // namespace assay::train
