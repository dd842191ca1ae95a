#include "data/prepare.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace assay::data {
namespace {

using spec::Scale;

RawDataset two_features() {
  RawDataset data;
  data.rows = 4;
  data.input = Shape({2});
  data.target = Shape({1});
  data.inputs = compact({1, 7, 3, 7, 5, 7, 100, 7});
  data.targets = compact({10, 20, 30, 40});
  data.input_names = {"size", "rooms"};
  data.files = {{"houses.csv", 0, ""}};
  return data;
}

template <class T = double>
Dataset<T> scaled(const RawDataset& raw, Scale inputs, Scale targets = Scale::none) {
  spec::DataSpec spec;
  spec.scale = inputs;
  spec.target_scale = targets;
  return apply<T>(raw, fit(raw, spec, {0, 1, 2}));
}

TEST(Prepare, LearnsOnlyFromTheTrainingRows) {
  const auto data = scaled(two_features(), Scale::minmax);
  EXPECT_EQ(data.inputs[0], 0);
  EXPECT_EQ(data.inputs[4], 1);
  EXPECT_EQ(data.inputs[6], 24.75);  // the row that is not trained on lies outside
}

TEST(Prepare, GivesMeanZeroAndDeviationOne) {
  const auto data = scaled(two_features(), Scale::standard);
  EXPECT_NEAR(data.inputs[0], -std::sqrt(1.5), 1e-15);  // a few roundings
  EXPECT_NEAR(data.inputs[2], 0, 1e-15);
}

TEST(Prepare, MakesAConstantFeatureZero) {
  const auto data = scaled(two_features(), Scale::standard);
  EXPECT_EQ(data.inputs[1], 0);
  EXPECT_EQ(data.inputs[7], 0);
}

TEST(Prepare, LeavesClassesAndTokensAlone) {
  auto raw = two_features();
  raw.classes = 50;
  raw.tokens = true;
  const auto data = scaled(raw, Scale::standard, Scale::standard);
  EXPECT_EQ(data.inputs, (Shared<double>{1, 7, 3, 7, 5, 7, 100, 7}));
  EXPECT_EQ(data.targets, (Shared<double>{10, 20, 30, 40}));
}

TEST(Prepare, ScalesQuantitiesToPredict) {
  EXPECT_EQ(scaled(two_features(), Scale::none, Scale::minmax).targets, (Shared<double>{0, 0.5, 1, 1.5}));
}

TEST(Prepare, TakesTheOffsetOffBeforeItRoundsToFloat) {
  auto raw = two_features();
  raw.inputs = compact({1.7e9, 2e7 + 0.001, 1.7e9 + 1, 2e7 + 0.002, 1.7e9 + 2, 2e7 + 0.003, 1.7e9 + 3, 2e7});
  const auto data = scaled<float>(raw, Scale::minmax);
  EXPECT_EQ(data.inputs[2], 0.5F);
  EXPECT_NEAR(data.inputs[3], 0.5, 4e-6);  // 2e7 has steps of 3.7e-9, of the 0.002 between least and most
}

TEST(Prepare, DividesByTheUnitInThePrecisionOfTheTraining) {
  auto raw = two_features();
  raw.inputs = compact({96.7, 7, 3, 7, 5, 7, 100, 7});
  raw.input_unit = 100;
  EXPECT_EQ(scaled<float>(raw, Scale::none).inputs[0], 96.7F / 100.0F);
  EXPECT_EQ(scaled<double>(raw, Scale::none).inputs[0], 96.7 / 100.0);
}

TEST(Prepare, SharesNumbersThatAreAsTrainingWantsThem) {
  auto raw = two_features();
  raw.inputs = Shared<float>({1, 7, 3, 7, 5, 7, 100, 7});
  EXPECT_EQ(scaled<float>(raw, Scale::none).inputs.data(), std::get<Shared<float>>(raw.inputs).data());
}

std::string refusal(const RawDataset& raw, Scale inputs) {
  try {
    scaled<float>(raw, inputs);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    return failure.what();
  }
  return "scaled";
}

TEST(Prepare, RefusesWhatFloatCannotHold) {
  auto raw = two_features();
  raw.inputs = compact({1, 7, 3, 1e39, 5, 7, 100, 7});
  EXPECT_EQ(refusal(raw, Scale::none),
            "houses.csv: row 2, column 'rooms': 1e+39 is beyond what float32 holds, 3.4e38; scale it or train with "
            "'precision: float64'");
  EXPECT_EQ(scaled<double>(raw, Scale::none).inputs[3], 1e39);
}

TEST(Prepare, ScalesWhatFloatCannotHold) {
  auto raw = two_features();
  raw.inputs = compact({1, 7, 3, 1e39, 5, 7, 100, 7});
  EXPECT_EQ(refusal(raw, Scale::minmax), "scaled");
}

TEST(Compact, TakesTheSmallestTypeThatHoldsAll) {
  EXPECT_TRUE(std::holds_alternative<Shared<std::uint8_t>>(compact({0, 255})));
  EXPECT_TRUE(std::holds_alternative<Shared<float>>(compact({0, 256})));
  EXPECT_TRUE(std::holds_alternative<Shared<float>>(compact({0.5, -0.0})));
  EXPECT_TRUE(std::holds_alternative<Shared<double>>(compact({5.1})));
  EXPECT_TRUE(std::signbit(at(compact({1.0, -0.0}), 1)));
}

}  // namespace
}  // namespace assay::data
