// The Parzen estimator against numbers that Optuna 5 (5.0.0.dev) gives for the same observations.

#include "search/parzen.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/normal_mass.hpp"

namespace assay::search {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

constexpr double kPrinted = 5e-9;  // the values are printed with eight decimals

Axis real(const char* name, double low, double high) { return {name, Axis::Kind::linear, low, high}; }

Parzen fitted(const Space& space, const std::vector<Point>& points) {
  std::vector<Tried> tried(space.size());
  std::vector<std::size_t> members;
  for (const auto& point : points) {
    for (std::size_t axis = 0; axis < space.size(); ++axis) tried[axis].add(space[axis].coordinate(point[axis]));
    members.push_back(members.size());
  }
  Parzen parzen(space);
  parzen.fit(tried, members);
  return parzen;
}

double at(Parzen& parzen, const Point& point) { return parzen.log_densities({&point, 1}).front(); }

Space mixed() {
  return {{"lr", Axis::Kind::log, 1e-4, 1e-1},
          {"n", Axis::Kind::integer, 16, 256, 16},
          {"f", Axis::Kind::choice, 0, 0, 1, 3}};
}

TEST(Parzen, GivesTheWidthsOfOptuna) {
  const Parzen parzen = fitted({real("x", 0, 1)}, {{.5}, {.2}, {.6}});
  const std::vector<double> sigmas{parzen.sigma(0, 0), parzen.sigma(0, 1), parzen.sigma(0, 2), parzen.sigma(0, 3)};
  EXPECT_THAT(sigmas, Pointwise(DoubleNear(1e-15), {.3, .3, .2, 1.0}));
}

TEST(Parzen, GivesTheDensityOfOptunaOnOneAxis) {
  Parzen parzen = fitted({real("x", 0, 1)}, {{.5}, {.2}, {.6}});
  EXPECT_NEAR(at(parzen, {.1}), -.17807131, kPrinted);
  EXPECT_NEAR(at(parzen, {.4}), .24276775, kPrinted);
  EXPECT_NEAR(at(parzen, {.9}), -.53302063, kPrinted);
}

TEST(Parzen, GivesTheDensityOfOptunaOverLogIntegerAndChoice) {
  Parzen parzen = fitted(mixed(), {{1e-3, 64, 0}, {3e-3, 128, 2}, {2e-2, 256, 0}});
  EXPECT_NEAR(at(parzen, {2e-3, 96, 0}), -4.88133059, kPrinted);
  EXPECT_NEAR(at(parzen, {5e-2, 16, 1}), -6.93456227, kPrinted);
}

TEST(Parzen, WidensIntegersByHalfAStep) {
  const Parzen parzen = fitted(mixed(), {{1e-3, 64, 0}, {3e-3, 128, 2}, {2e-2, 256, 0}});
  const std::vector<double> sigmas{parzen.sigma(1, 0), parzen.sigma(1, 1), parzen.sigma(1, 2), parzen.sigma(1, 3)};
  EXPECT_THAT(sigmas, ElementsAre(64, 128, 128, 256));
}

TEST(Parzen, GivesOldTrialsLessWeight) {
  const auto weights = trial_weights(30);
  const std::vector<double> first(weights.begin(), weights.begin() + 6);
  EXPECT_THAT(first, Pointwise(DoubleNear(1e-15), {1. / 30, .275, 1. / 30 + 29. / 60, 1. / 30 + 29. / 40, 1., 1.}));
  EXPECT_EQ(trial_weights(24), std::vector<double>(24, 1.0));
}

TEST(Parzen, WithoutTrialsIsTheWideKernel) {
  Parzen parzen = fitted({real("x", 0, 2)}, {});
  const double mass = std::erf(1 / std::sqrt(8.0));  // of a normal with sigma 2 within 1 of its middle
  EXPECT_NEAR(at(parzen, {1}), -std::log(2 * std::sqrt(2 * M_PI) * mass), 1e-14);
}

TEST(Parzen, IsTheSameWhateverWasFittedBefore) {
  const Space space = mixed();
  const std::vector<Point> points{{1e-3, 64, 0}, {3e-3, 128, 2}, {2e-2, 256, 0}, {1e-3, 64, 1}, {5e-2, 16, 1}};
  std::vector<Tried> tried(space.size());
  for (const auto& point : points)
    for (std::size_t axis = 0; axis < space.size(); ++axis) tried[axis].add(space[axis].coordinate(point[axis]));
  Parzen used(space), fresh(space);
  for (const std::vector<std::size_t>& members : {std::vector<std::size_t>{0, 1, 2, 3}, {1}, {0, 2, 3, 4}, {2, 4}}) {
    used.fit(tried, members);
    (void)at(used, points[0]);
  }
  fresh.fit(tried, std::vector<std::size_t>{2, 4});
  EXPECT_EQ(at(used, {2e-3, 96, 0}), at(fresh, {2e-3, 96, 0}));
}

TEST(NormalMass, IsExactInTheTails) {
  // mpmath, 40 digits; the tolerances are 1e-13 of the value, for terms that large cancel in the sum.
  EXPECT_NEAR(log_normal_mass(-1, 2), -0.20016629432446257995, 1e-14);
  EXPECT_NEAR(log_normal_mass(-20, -19.5), -194.01701594392597295, 1e-11);
  EXPECT_NEAR(log_normal_mass(99.5, 100), -4955.6441971594259219, 1e-10);
  EXPECT_NEAR(log_normal_mass(-39, -38.5), -745.69527029421251989, 1e-11);
  EXPECT_DOUBLE_EQ(log_normal_mass(19.5, 20), log_normal_mass(-20, -19.5));
}

}  // namespace
}  // namespace assay::search
