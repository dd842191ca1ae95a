// Every activation's value and slope beside the same function in 80-bit arithmetic, written another way, from -100 to
// 100, at numbers too small and too large for most formulas, and at infinity; in both precisions, to its own size.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "check/activation_subject.hpp"
#include "components.hpp"

namespace assay::check {
namespace {

using Real = long double;
using Curve = std::function<Real(Real)>;

constexpr Real kInf = std::numeric_limits<Real>::infinity();

/// How far a number may lie from the reference: `own` units in the last place (of T) of its own size, `fixed` units of
/// 1, which is what a sum or difference with a number near 1 loses, and `square` x^2 units of its own size, which is
/// what a rounded square leaves of e^-(x^2).
struct Tolerance {
  Real own = 4, fixed = 0, square = 0;
};

struct Expected {
  Curve value, slope;
  Tolerance of_value{}, of_slope{};
  bool value_at_minus_infinity = true;  ///< false: -inf times 0, NaN as in PyTorch
};

Real logistic(Real x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); }
Real soft(Real x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }
Real below(Real x) { return std::erfc(-x / std::sqrt(Real(2))) / 2; }
Real density(Real x) { return std::exp(-x * x / 2) * 0.398942280401432677939946L; }
/// x g(x) where g has become 0 or its slope has: 0, whatever x is.
Real times(Real g, Real x) { return g == 0 ? 0 : g * x; }
Real cosh_square(Real x) { return 4 * std::exp(-2 * std::abs(x)) / std::pow(1 + std::exp(-2 * std::abs(x)), 2); }  // 1/

Real constant(Real x, double to) { return std::isnan(x) ? x : Real(to); }

Expected piecewise(Curve value, Curve slope) { return {std::move(value), std::move(slope), {2, 2}, {2, 2}}; }

const std::map<std::string, Expected>& table() {
  constexpr Real alpha = 1.6732632423543772848170429916717L, scale = 1.0507009873554804934193349852946L;
  static const std::map<std::string, Expected> all{
      {"celu", {[](Real x) { return x > 0 ? x : std::expm1(x); }, [](Real x) { return x > 0 ? 1 : std::exp(x); }}},
      {"elu", {[](Real x) { return x > 0 ? x : std::expm1(x); }, [](Real x) { return x > 0 ? 1 : std::exp(x); }}},
      {"selu",
       {[](Real x) { return scale * (x > 0 ? x : alpha * std::expm1(x)); },
        [](Real x) { return scale * (x > 0 ? 1 : alpha * std::exp(x)); }}},
      {"gaussian",
       {[](Real x) { return std::exp(-x * x); },
        [](Real x) { return -2 * times(std::exp(-x * x), x); },
        {4, 0, 2},
        {4, 0, 2}}},
      // Near its minimum at -0.75 the slope is a difference of numbers of 0.2.
      {"gelu",
       {[](Real x) { return x * below(x); },
        [](Real x) { return below(x) + times(density(x), x); },
        {6, 0, 3},
        {8, 1, 3},
        false}},
      {"hard_shrink",
       piecewise([](Real x) { return std::abs(x) > 0.5L ? x : 0; }, [](Real x) { return std::abs(x) > 0.5L ? 1 : 0; })},
      // 1/6 is rounded before x is multiplied with it, and 1/2 added.
      {"hard_sigmoid", piecewise([](Real x) { return x <= -3  ? 0
                                                     : x >= 3 ? 1
                                                              : x / 6 + 0.5L; },
                                 [](Real x) { return std::abs(x) < 3 ? 1 / Real(6) : 0; })},
      {"hard_swish", piecewise([](Real x) { return x <= -3  ? 0
                                                   : x >= 3 ? x
                                                            : x * (x + 3) / 6; },
                               [](Real x) { return x <= -3  ? 0
                                                   : x >= 3 ? 1
                                                            : x / 3 + 0.5L; })},
      {"hard_tanh",
       piecewise([](Real x) { return x < -1  ? -1
                                     : x > 1 ? 1
                                             : x; }, [](Real x) { return std::abs(x) < 1 ? 1 : 0; })},
      {"identity", piecewise([](Real x) { return x; }, [](Real) { return 1; })},
      {"leaky_relu", piecewise([](Real x) { return x > 0 ? x : x / 100; }, [](Real x) { return x > 0 ? 1 : 0.01L; })},
      {"prelu", piecewise([](Real x) { return x > 0 ? x : x / 4; }, [](Real x) { return x > 0 ? 1 : 0.25L; })},
      {"log_sigmoid", {[](Real x) { return -soft(-x); }, [](Real x) { return logistic(-x); }}},
      // Near its minimum at -1.19 the slope is a difference of numbers of 0.3.
      {"mish",
       {[](Real x) { return x * std::tanh(soft(x)); },
        [](Real x) { return std::tanh(soft(x)) + times(cosh_square(soft(x)) * logistic(x), x); },
        {10, 0},
        {8, 2},
        false}},
      {"relu", piecewise([](Real x) { return x > 0 ? x : 0; }, [](Real x) { return x > 0 ? 1 : 0; })},
      {"relu6",
       piecewise([](Real x) { return x < 0   ? 0
                                     : x > 6 ? 6
                                             : x; }, [](Real x) { return x > 0 && x < 6 ? 1 : 0; })},
      // y (1 - y): what y keeps of its distance from 1, for which the input need not be kept.
      {"sigmoid", {logistic, [](Real x) { return logistic(x) * logistic(-x); }, {4, 0}, {8, 2}}},
      {"soft_shrink", piecewise([](Real x) { return x > 0.5L    ? x - 0.5L
                                                    : x < -0.5L ? x + 0.5L
                                                                : 0; },
                                [](Real x) { return std::abs(x) > 0.5L ? 1 : 0; })},
      {"softplus", {soft, logistic}},
      {"softsign",
       {[](Real x) { return std::isinf(x) ? std::copysign(Real(1), x) : x / (1 + std::abs(x)); },
        [](Real x) { return 1 / ((1 + std::abs(x)) * (1 + std::abs(x))); }}},
      {"squareplus",
       {[](Real x) { return x < 0 ? 2 / (std::hypot(x, Real(2)) - x) : (x + std::hypot(x, Real(2))) / 2; },
        [](Real x) {
          const Real root = std::hypot(x, Real(2));
          return std::isinf(x) ? (x > 0 ? 1 : 0) : (x < 0 ? 2 / (root - x) : (x + root) / 2) / root;
        },
        {6, 0},
        {8, 0}}},
      {"step", piecewise([](Real x) { return x >= 0 ? 1 : 0; }, [](Real x) { return constant(x, 0); })},
      // Its slope has x times what y (1 - y) has lost, and is a difference of numbers of 0.2 near its minimum at -1.28.
      {"swish",
       {[](Real x) { return x * logistic(x); },
        [](Real x) { return logistic(x) + times(logistic(x) * logistic(-x), x); },
        {6, 0},
        {8, 40},
        false}},
      // 1 - y^2: as sigmoid.
      {"tanh", {[](Real x) { return std::tanh(x); }, cosh_square, {4, 0}, {8, 4}}},
      // A difference of numbers of the size of x, at most 1.
      {"tanh_shrink",
       {[](Real x) { return x - std::tanh(x); }, [](Real x) { return std::tanh(x) * std::tanh(x); }, {4, 4}, {12, 0}}},
      {"threshold", piecewise([](Real x) { return x > 0 ? x : 0; }, [](Real x) { return x > 0 ? 1 : 0; })},
  };
  return all;
}

/// Not here: they have their own tests below, because float32 has no answer for them far out.
bool has_waves(const std::string& name) { return name == "sin" || name == "snake"; }

std::vector<double> survey_points() {
  std::vector<double> all;
  for (int i = -800; i <= 800; ++i) all.push_back(i / 8.0 + 1e-3);  // beside the kinks
  for (const double size : {1e-310, 1e-45, 1e-40, 1e-30, 1e-9, 1e30, 3.4e38, 1e308, 1.7976931348623157e308})
    all.insert(all.end(), {size, -size});
  return all;
}

/// Of a number, or of x times a number, that lies below the smallest normal one, fewer digits are left.
template <class T>
void expect_near(T found, Real exact, Real x, const Tolerance& tolerance, const std::string& what) {
  const Real unit = std::numeric_limits<T>::epsilon() / 2, largest = std::numeric_limits<T>::max();
  if (std::isinf(exact) || std::abs(exact) > largest) {
    EXPECT_TRUE(std::isinf(found) && (found > 0) == (exact > 0)) << what << " is " << found;
    return;
  }
  const Real size = std::min(std::abs(x), Real(1000));
  const Real own = tolerance.own + tolerance.square * size * size;
  const Real allowed =
      own * unit * std::abs(exact) + (4 + size) * std::numeric_limits<T>::denorm_min() + tolerance.fixed * unit;
  EXPECT_LE(std::abs(Real(found) - exact), allowed) << what << " is " << found << ", expected " << double(exact);
}

template <class T>
void survey(const std::string& name, const Expected& expected) {
  const auto f = testing_support::plugins().make<Activation, T>(testing_support::component(name, "activation"));
  for (const double at : survey_points()) {
    const auto x = static_cast<T>(at);
    if (std::isinf(x)) continue;
    const std::string where = name + (sizeof(T) == 4 ? " in float at " : " in double at ") + std::to_string(at);
    expect_near(value_at(*f, x), expected.value(Real(x)), Real(x), expected.of_value, "the value of " + where);
    expect_near(slope_at(*f, x), expected.slope(Real(x)), Real(x), expected.of_slope, "the slope of " + where);
  }
  for (const Real end : {-kInf, kInf}) {
    const auto x = static_cast<T>(end);
    const std::string where = name + " at " + (end > 0 ? "infinity" : "-infinity");
    if (end < 0 && !expected.value_at_minus_infinity)
      EXPECT_TRUE(std::isnan(value_at(*f, x))) << where;
    else
      expect_near(value_at(*f, x), expected.value(end), end, expected.of_value, "the value of " + where);
    expect_near(slope_at(*f, x), expected.slope(end), end, expected.of_slope, "the slope of " + where);
  }
}

TEST(ActivationSurvey, HasEveryActivation) {
  for (const auto& name : testing_support::plugins().names("activation"))
    EXPECT_TRUE(table().contains(name) || has_waves(name)) << name;
}

TEST(ActivationSurvey, FindsValuesAndSlopesRightToTheirOwnSize) {
  for (const auto& [name, expected] : table()) {
    survey<float>(name, expected);
    survey<double>(name, expected);
  }
}

template <class T>
std::unique_ptr<Activation<T>> made(const std::string& yaml) {
  return testing_support::plugins().make<Activation, T>(testing_support::component(yaml, "activation"));
}

// glibc's sine is right to an ulp for every double.
TEST(ActivationSurvey, FindsSineRightEverywhereInFloat64) {
  const auto f = made<double>("sin");
  for (const double x : {0.5, -3.0, 1e6, 4294967296.0, 1e22, -1e30, 1e308}) {
    EXPECT_NEAR(value_at(*f, x), double(std::sin(Real(x))), 2e-16) << x;
    EXPECT_NEAR(slope_at(*f, x), double(std::cos(Real(x))), 2e-16) << x;
  }
  EXPECT_NEAR(value_at(*f, 1e30), 0.00933147, 1e-8);  // PyTorch's float64
  EXPECT_NEAR(slope_at(*f, 1e308), -0.89130894, 1e-8);
}

TEST(ActivationSurvey, FindsSineRightInFloat32UpTo2To32AndNanBeyond) {
  const auto f = made<float>("sin");
  for (const float x : {0.5F, -3e3F, 3e9F, 4294967040.0F}) {
    EXPECT_NEAR(value_at(*f, x), float(std::sin(Real(x))), 3e-7F) << x;
    EXPECT_NEAR(slope_at(*f, x), float(std::cos(Real(x))), 3e-7F) << x;
  }
  for (const float x : {4294967296.0F, 1e30F, -1e38F}) {
    EXPECT_TRUE(std::isnan(value_at(*f, x))) << x;
    EXPECT_TRUE(std::isnan(slope_at(*f, x))) << x;
  }
}

TEST(ActivationSurvey, FindsSnakeRightInFloat64AndWithoutItsWaveFarOutInFloat32) {
  const auto wide = made<double>("snake");
  for (const double x : {0.5, -3.0, 1e6, 1e12}) {
    EXPECT_NEAR(value_at(*wide, x), double(Real(x) + std::pow(std::sin(Real(x)), 2)), 4e-16 * std::abs(x)) << x;
    EXPECT_NEAR(slope_at(*wide, x), double(1 + std::sin(2 * Real(x))), 1e-15) << x;
  }
  const auto single = made<float>("snake");
  EXPECT_EQ(value_at(*single, 1e12F), 1e12F);  // the wave is smaller than half an ulp
  EXPECT_EQ(slope_at(*single, 1e12F), 1.0F);
}

TEST(ActivationSurvey, FindsSoftplusWithBetaWithoutOverflow) {
  const auto f = made<double>("{softplus: {beta: 2}}");
  EXPECT_EQ(value_at(*f, 1e308), 1e308);
  EXPECT_EQ(slope_at(*f, 1e308), 1.0);
  for (const double end : {double(-kInf), double(kInf)}) {
    EXPECT_EQ(value_at(*f, end), end > 0 ? end : 0.0);
    EXPECT_EQ(slope_at(*f, end), end > 0 ? 1.0 : 0.0);
  }
}

TEST(ActivationSurvey, FindsSlopesAtInfinityWithOtherParameters) {
  EXPECT_FLOAT_EQ(slope_at(*made<float>("{leaky_relu: {slope: 0.3}}"), float(-kInf)), 0.3F);
  EXPECT_EQ(slope_at(*made<double>("{celu: {alpha: 1.5}}"), double(-kInf)), 0.0);
  EXPECT_EQ(slope_at(*made<double>("{elu: {alpha: 1.5}}"), double(-kInf)), 0.0);
  EXPECT_EQ(slope_at(*made<double>("{swish: {beta: 2}}"), double(kInf)), 1.0);
}

// A value that float32 cannot tell from its neighbour's would be that of 0.5 + 0.5 erf.
TEST(ActivationSurvey, FindsGeluToItsOwnSizeInFloat32) {
  const auto f = made<float>("gelu");
  for (float x = -13.0F; x < 6.0F; x += 0.01F) {
    const Real exact = Real(x) * below(Real(x));
    EXPECT_LE(std::abs(Real(value_at(*f, x)) - exact), 4e-7L * std::abs(exact)) << x;  // 6 ulp
  }
  EXPECT_NEAR(value_at(*made<float>("gelu"), -5.6F), -6.0016e-8F, 1e-11F);
}

}  // namespace
}  // namespace assay::check
