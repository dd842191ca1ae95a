// Metrics against scikit-learn, SciPy and NumPy, whose answers metrics_reference.py has written down.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "train/evaluation.hpp"
#include "train/meter.hpp"
#include "train/two_samples.hpp"

namespace assay::train {
namespace {

constexpr double kRoundings = 1e-12;  // sums of some dozens of doubles near 1, added up in another order

Json reference() {
  std::ifstream in(std::filesystem::path(ASSAY_TESTS_DIR) / "train/metrics_reference.json");
  return Json::parse(in);
}

Shape shape_of(const Json& extents) {
  Shape shape;
  for (const auto& extent : extents) shape.append(extent.get<std::int64_t>());
  return shape;
}

Decision decision_of(const std::string& word) {
  return word == "argmax" ? Decision::argmax : word == "sign" ? Decision::sign : Decision::none;
}

/// Everything that Meter and Evaluation say, the samples given in two unequal batches.
std::map<std::string, double> measured(const Json& answer, std::vector<std::int64_t>* confusion = nullptr) {
  const auto y = answer["y"].get<std::vector<double>>(), target = answer["target"].get<std::vector<double>>();
  const Shape shape = shape_of(answer["shape"]), target_shape = shape_of(answer["target_shape"]);
  std::vector<spec::Metric> metrics;
  for (const auto& [name, value] : answer["expected"].items()) metrics.push_back({name, {}, name == "top_2" ? 2 : 0});
  const Decision decision = decision_of(answer["decision"]);
  Mask<double> mask;
  if (answer.contains("ignore")) mask.ignored = answer["ignore"].get<double>();
  Meter<double> meter(metrics, decision, mask);
  Evaluation<double> evaluation(metrics, decision, mask);
  const std::int64_t first = shape[0] / 3;
  for (const auto& [from, n] : {std::pair{std::int64_t{0}, first}, std::pair{first, shape[0] - first}}) {
    const ConstView<double> outputs{y.data() + from * shape.from(1).size(), shape.with_batch(n)};
    const ConstView<double> targets{target.data() + from * target_shape.from(1).size(), target_shape.with_batch(n)};
    meter.add(outputs, targets, 0, static_cast<double>(n));
    evaluation.add(outputs, targets);
  }
  if (confusion) *confusion = evaluation.confusion().counts();
  std::map<std::string, double> all;
  for (const auto& values : {meter.values(), evaluation.values()})
    for (const auto& [name, value] : values) all[name] = value;
  return all;
}

TEST(MetricsReference, AgreesInEveryScore) {
  const Json all = reference();
  for (const char* kind : {"answers", "padded"})
    for (const auto& answer : all[kind]) {
      const auto values = measured(answer);
      for (const auto& [name, expected] : answer["expected"].items()) {
        ASSERT_TRUE(values.contains(name)) << name;
        EXPECT_NEAR(values.at(name), expected.get<double>(), kRoundings) << name << ' ' << answer["shape"];
      }
    }
}

TEST(MetricsReference, AgreesInTheConfusionMatrix) {
  const Json all = reference();
  for (const char* kind : {"answers", "padded"})
    for (const auto& answer : all[kind]) {
      std::vector<std::int64_t> confusion;
      measured(answer, &confusion);
      EXPECT_EQ(confusion, answer["confusion"].get<std::vector<std::int64_t>>()) << answer["shape"];
    }
}

TEST(MetricsReference, AgreesInDistancesOfSamples) {
  const Json all = reference();
  for (const auto& one : all["two_samples"]) {
    const auto a = one["a"].get<std::vector<double>>(), b = one["b"].get<std::vector<double>>();
    const auto lines = one["directions"].get<std::vector<double>>();
    const auto dimensions = one["dimensions"].get<std::size_t>();
    const Points left{a, dimensions}, right{b, dimensions};
    const double bandwidth = median_distance(right);
    EXPECT_NEAR(bandwidth, one["bandwidth"].get<double>(), kRoundings);
    EXPECT_NEAR(sliced_wasserstein(left, right, lines), one["sliced_wasserstein"].get<double>(), kRoundings);
    EXPECT_NEAR(energy_distance(left, right, mean_distance(right, right)), one["energy_distance"].get<double>(),
                kRoundings);
    EXPECT_NEAR(mmd(left, right, bandwidth, mean_kernel(right, right, bandwidth, true)), one["mmd"].get<double>(),
                kRoundings);
  }
}

}  // namespace
}  // namespace assay::train
