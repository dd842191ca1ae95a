#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <assay/math.hpp>

namespace assay {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Distance of a float result from the exact one, in units in the last place of the exact one.
double ulps(float got, double exact) {
  const auto rounded = static_cast<float>(exact);
  if (std::isnan(got) || std::isnan(rounded)) return std::isnan(got) && std::isnan(rounded) ? 0.0 : 1e9;
  if (std::isinf(got) || std::isinf(rounded)) return got == rounded ? 0.0 : 1e9;
  int exponent = 0;
  std::frexp(exact, &exponent);
  return std::abs(static_cast<double>(got) - exact) / std::ldexp(1.0, std::max(exponent - 24, -149));
}

struct Function {
  const char* name;
  float (*of_one)(float);
  void (*of_array)(const float*, float*, std::size_t);
  double (*exact)(double);
  double bound;  // ulp, as the header promises
  float largest;
};

/// `call` is a lambda without captures, so that the loop below has it inside and becomes vector code. What it gives for
/// a double is the standard library's and counts as exact.
template <class Call>
Function function(const char* name, double bound, float largest, Call call) {
  const auto loop = [](const float* x, float* y, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) y[i] = Call{}(x[i]);
  };
  return {name, call, loop, call, bound, largest};
}

const Function kFunctions[] = {
    function("exp", 1.0, kInfinity, [](auto x) { return exp(x); }),
    function("expm1", 2.0, kInfinity, [](auto x) { return expm1(x); }),
    function("log", 1.0, kInfinity, [](auto x) { return log(x); }),
    function("log1p", 2.0, kInfinity, [](auto x) { return log1p(x); }),
    function("tanh", 3.0, kInfinity, [](auto x) { return tanh(x); }),
    function("erf", 6.5, kInfinity, [](auto x) { return erf(x); }),
    function("sin", 2.5, 0x1.fffffep31f, [](auto x) { return sin(x); }),
    function("cos", 2.5, 0x1.fffffep31f, [](auto x) { return cos(x); }),
    function("sigmoid", 2.5, kInfinity, [](auto x) { return sigmoid(x); }),
    function("softplus", 2.5, kInfinity, [](auto x) { return softplus(x); }),
    function("normal_pdf", 3.0, kInfinity, [](auto x) { return normal_pdf(x); }),
    function("normal_cdf", 4.5, kInfinity, [](auto x) { return normal_cdf(x); }),
};

class FloatMath : public testing::TestWithParam<Function> {};

// Every 1021st of all 2^32 floats: subnormal, infinite and NaN ones too, about four million points a function.
TEST_P(FloatMath, StaysWithinItsBoundOverAllFloats) {
  const Function& f = GetParam();
  double worst = 0;
  float at = 0;
  for (std::uint64_t pattern = 0; pattern < std::uint64_t{1} << 32; pattern += 1021) {
    const auto x = std::bit_cast<float>(static_cast<std::uint32_t>(pattern));
    if (std::fabs(x) > f.largest) continue;
    const double error = ulps(f.of_one(x), f.exact(static_cast<double>(x)));
    if (error > worst) worst = error, at = x;
  }
  EXPECT_LT(worst, f.bound) << "at " << at;
}

TEST_P(FloatMath, GivesNanForNan) { EXPECT_TRUE(std::isnan(GetParam().of_one(kNan))); }

// In an optimised build of_array is vector code with a scalar tail; both must agree with one call at a time.
TEST_P(FloatMath, GivesTheSameBitsAtEveryPositionAndLength) {
  const Function& f = GetParam();
  for (std::size_t length = 0; length <= 67; ++length) {
    std::vector<float> x(length), y(length);
    for (std::size_t i = 0; i < length; ++i) x[i] = 0.37f * static_cast<float>(i) - 9.1f;
    f.of_array(x.data(), y.data(), length);
    for (std::size_t i = 0; i < length; ++i)
      ASSERT_EQ(std::bit_cast<std::uint32_t>(y[i]), std::bit_cast<std::uint32_t>(f.of_one(x[i]))) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Sdk, FloatMath, testing::ValuesIn(kFunctions),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST(FloatMathLimits, AreExactAtInfinity) {
  EXPECT_EQ(exp(-kInfinity), 0.0f);
  EXPECT_EQ(exp(kInfinity), kInfinity);
  EXPECT_EQ(expm1(-kInfinity), -1.0f);
  EXPECT_EQ(expm1(kInfinity), kInfinity);
  EXPECT_EQ(log(kInfinity), kInfinity);
  EXPECT_EQ(log1p(kInfinity), kInfinity);
  EXPECT_EQ(tanh(-kInfinity), -1.0f);
  EXPECT_EQ(tanh(kInfinity), 1.0f);
  EXPECT_EQ(erf(-kInfinity), -1.0f);
  EXPECT_EQ(erf(kInfinity), 1.0f);
  EXPECT_EQ(sigmoid(-kInfinity), 0.0f);
  EXPECT_EQ(sigmoid(kInfinity), 1.0f);
  EXPECT_EQ(softplus(-kInfinity), 0.0f);
  EXPECT_EQ(softplus(kInfinity), kInfinity);
}

TEST(FloatMathLimits, LogarithmsEndWhereTheirDomainEnds) {
  EXPECT_EQ(log(0.0f), -kInfinity);
  EXPECT_TRUE(std::isnan(log(-1.0f)));
  EXPECT_TRUE(std::isnan(log(-kInfinity)));
  EXPECT_EQ(log1p(-1.0f), -kInfinity);
  EXPECT_TRUE(std::isnan(log1p(-1.5f)));
}

TEST(FloatMathLimits, SineAndCosineOfHugeNumbersAreNan) {
  EXPECT_TRUE(std::isnan(sin(0x1p32f)));
  EXPECT_TRUE(std::isnan(cos(-0x1p40f)));
  EXPECT_TRUE(std::isnan(sin(kInfinity)));
}

TEST(FloatMathLimits, ExponentialUnderflowsGradually) {
  const float least = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(exp(-103.2789f), least);  // ln 2^-149
  EXPECT_EQ(exp(-104.5f), 0.0f);
  EXPECT_EQ(exp(88.72283f), 0x1.ffff08p127f);  // the last argument below ln(largest float)
  EXPECT_EQ(exp(88.7229f), kInfinity);
}

TEST(FloatMathLimits, OddFunctionsKeepTinyArguments) {
  for (const float x : {1e-40f, -1e-40f, 1e-20f, -1e-12f}) {
    EXPECT_EQ(tanh(x), x);
    EXPECT_EQ(sin(x), x);
    EXPECT_EQ(expm1(x), x);
    EXPECT_EQ(log1p(x), x);
  }
  EXPECT_TRUE(std::signbit(tanh(-0.0f)));
  EXPECT_TRUE(std::signbit(expm1(-0.0f)));
  EXPECT_TRUE(std::signbit(log1p(-0.0f)));
}

}  // namespace
}  // namespace assay
