#include "train/mixture.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include <assay/random.hpp>

namespace assay::train {
namespace {

std::vector<double> ring(double radius = 2) {
  std::vector<double> centres;
  for (int k = 0; k < 8; ++k) {
    centres.push_back(radius * std::cos(2 * std::numbers::pi * k / 8));
    centres.push_back(radius * std::sin(2 * std::numbers::pi * k / 8));
  }
  return centres;
}

Coverage of_samples(int modes, int samples, double deviation) {
  Random random(4);
  std::vector<double> points;
  const auto centres = ring();
  for (int i = 0; i < samples; ++i)
    for (std::size_t d = 0; d < 2; ++d)
      points.push_back(centres[2 * static_cast<std::size_t>(i % modes) + d] + deviation * random.normal());
  return coverage<double>({points.data(), {samples, 2}}, centres, 0.1);
}

TEST(Coverage, OfAPerfectSamplerIsTheShareWithinThreeDeviations) {
  const Coverage found = of_samples(8, 100'000, 0.1);
  EXPECT_EQ(found.modes, 8);
  // 1 - e^-4.5, with four standard errors of 100,000 draws
  EXPECT_NEAR(found.high_quality, 1 - std::exp(-4.5), 4 * std::sqrt(0.011 * 0.989 / 100'000));
}

TEST(Coverage, CountsOnlyModesWithATenthOfTheirShare) {
  std::vector<double> points;
  const auto centres = ring();
  for (int i = 0; i < 800; ++i)  // one stray point on mode 1, all others on mode 0
    for (std::size_t d = 0; d < 2; ++d) points.push_back(centres[(i == 0 ? 2 : 0) + d]);
  const Coverage found = coverage<double>({points.data(), {800, 2}}, centres, 0.1);
  EXPECT_EQ(found.modes, 1);
  EXPECT_EQ(found.modes_any, 2);
  EXPECT_EQ(found.high_quality, 1);
}

TEST(Coverage, FindsTheMissingModes) { EXPECT_EQ(of_samples(5, 5000, 0.05).modes, 5); }

TEST(Coverage, OfWideSamplesIsPoor) { EXPECT_LT(of_samples(8, 5000, 1.0).high_quality, 0.2); }

TEST(Mixture, SeesHowWideModesAreDrawn) {
  EXPECT_NEAR(of_samples(8, 20000, 0.1).variance_ratio, 0.9494, 0.02);  // 20,000 points: a standard error of 0.006
  EXPECT_NEAR(of_samples(8, 20000, 0.01).variance_ratio, 0.01, 0.001);
}

TEST(Mixture, SeesHowUnevenlyModesAreUsed) {
  EXPECT_NEAR(of_samples(8, 8000, 0.01).reverse_kl, 0, 1e-12);  // exactly even shares, roundings of logarithms
  EXPECT_NEAR(of_samples(2, 8000, 0.01).reverse_kl, std::log(4), 1e-12);
}

TEST(Mixture, HasNoSharesWithoutGoodPoints) {
  const Coverage none = of_samples(8, 100, 1000);
  EXPECT_TRUE(std::isnan(none.reverse_kl));
  EXPECT_TRUE(std::isnan(none.variance_ratio));
}

}  // namespace
}  // namespace assay::train
