#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include <assay/math.hpp>

namespace assay {
namespace {

using D = Dual<double>;

struct Formula {
  const char* name;
  D (*of_dual)(D);
  double at;  // a point inside every domain, away from corners
};

// The formulas use every operation; a nested one shows the chain rule.
const Formula kFormulas[] = {
    {"sum", [](D x) { return x + D(3) + x; }, 0.7},
    {"difference", [](D x) { return D(3) - x - x; }, 0.7},
    {"product", [](D x) { return x * x * D(0.25); }, 0.7},
    {"quotient", [](D x) { return (x + D(1)) / (x * x + D(2)); }, 0.7},
    {"negation", [](D x) { return -x; }, 0.7},
    {"exp", [](D x) { return exp(x); }, -0.4},
    {"expm1", [](D x) { return expm1(x); }, -0.4},
    {"log", [](D x) { return log(x); }, 1.9},
    {"log1p", [](D x) { return log1p(x); }, 0.9},
    {"tanh", [](D x) { return tanh(x); }, 0.8},
    {"erf", [](D x) { return erf(x); }, -0.6},
    {"sin", [](D x) { return sin(x); }, 2.1},
    {"cos", [](D x) { return cos(x); }, 2.1},
    {"sqrt", [](D x) { return sqrt(x); }, 2.1},
    {"abs", [](D x) { return abs(x) * x; }, -1.3},
    {"sigmoid", [](D x) { return sigmoid(x); }, 0.3},
    {"softplus", [](D x) { return softplus(x); }, -0.9},
    {"normal_pdf", [](D x) { return normal_pdf(x); }, 0.8},
    {"normal_cdf", [](D x) { return normal_cdf(x); }, 0.8},
    {"nested", [](D x) { return x * tanh(softplus(sin(x) / (D(2) + x))); }, 0.5},
};

class DualSlope : public testing::TestWithParam<Formula> {};

// A central difference with h = 1e-5 has a truncation error of h^2/6 f''' ~ 2e-11 and a rounding error of about
// 1e-16/1e-5 = 1e-11, hence 1e-9.
TEST_P(DualSlope, AgreesWithTheCentralDifference) {
  const Formula& f = GetParam();
  const double h = 1e-5;
  const double difference = (f.of_dual(D(f.at + h)).value - f.of_dual(D(f.at - h)).value) / (2 * h);
  EXPECT_NEAR(f.of_dual(D(f.at, 1.0)).slope, difference, 1e-9);
}

TEST_P(DualSlope, OfAConstantIsZero) { EXPECT_EQ(GetParam().of_dual(D(GetParam().at)).slope, 0.0); }

INSTANTIATE_TEST_SUITE_P(Sdk, DualSlope, testing::ValuesIn(kFormulas),
                         [](const auto& instance) { return std::string(instance.param.name); });

// IEEE arithmetic has inf * 0 = NaN in each of them.
TEST(Dual, KeepsTheSlopeOfAConstantZeroBesideInfinity) {
  const D infinity(std::numeric_limits<double>::infinity(), 1.0);
  EXPECT_EQ((D(0.25) * infinity).slope, 0.25);
  EXPECT_EQ((infinity * D(0.25)).slope, 0.25);
  EXPECT_EQ((infinity / D(4)).slope, 0.25);
  EXPECT_EQ((infinity * sigmoid(infinity)).slope, 1.0);  // a slope that has become 0
  EXPECT_EQ((-infinity * exp(-infinity)).slope, 0.0);
}

TEST(Dual, LetsNanOfASlopeShow) { EXPECT_TRUE(std::isnan((D(2.0, std::nan("")) * D(3)).slope)); }

// expm1(x) + 1 has no digit left from -17 on in float.
TEST(Dual, KeepsTheSlopeOfExpm1ToItsOwnSize) { EXPECT_FLOAT_EQ(expm1(Dual<float>(-40.0F, 1.0F)).slope, 4.248354e-18F); }

TEST(Dual, ComparesByValueAlone) {
  EXPECT_TRUE(D(1.0, 5.0) < D(2.0, 1.0));
  EXPECT_TRUE(D(2.0, 1.0) > D(1.0, 5.0));
  EXPECT_TRUE(D(1.0, 5.0) <= D(1.0, 1.0));
  EXPECT_TRUE(D(1.0, 5.0) >= D(1.0, 9.0));
  EXPECT_FALSE(D(1.0, 5.0) < D(1.0, 9.0));
}

TEST(Dual, TakesConstantsOfOtherTypes) {
  const Dual<float> half(0.5);
  EXPECT_EQ(half.value, 0.5f);
  EXPECT_EQ(half.slope, 0.0f);
}

}  // namespace
}  // namespace assay
