#include "spec/series.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include <assay/error.hpp>

#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

using Texts = std::vector<std::string>;

Texts of(const std::string& text) {
  const auto call = parse_call(text);
  return series(call ? *call : dots(text).value());
}

std::string refusal_of(const std::string& text) {
  try {
    of(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "made something";
}

TEST(Series, HasTheDecimalsThatOneMeans) {
  EXPECT_EQ(of("linspace(0.1, 1, 10)"), (Texts{"0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"}));
  EXPECT_EQ(of("linspace(1, 0.1, 4)"), (Texts{"1", "0.7", "0.4", "0.1"}));
  EXPECT_EQ(of("range(0.7, 1, 0.1)"), (Texts{"0.7", "0.8", "0.9", "1"}));
  EXPECT_EQ(of("range(1, 0.7, -0.1)"), (Texts{"1", "0.9", "0.8", "0.7"}));
  EXPECT_EQ(of("range(0, 1, 0.3)"), (Texts{"0", "0.3", "0.6", "0.9"}));
}

TEST(Series, HasZeroWhereItsEndsCancel) {
  EXPECT_EQ(of("range(-0.3, 0.3, 0.1)"), (Texts{"-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"}));
  EXPECT_EQ(of("linspace(-0.7, 0.7, 3)"), (Texts{"-0.7", "0", "0.7"}));
  EXPECT_EQ(of("linspace(-1, 1, 2001)")[1001], "0.001");  // -1 + 1001 * 0.001 in double is 0.00099999999999989
}

TEST(Series, HasPowersThatAreIntegers) {
  EXPECT_EQ(of("logspace(8, 64, 4)"), (Texts{"8", "16", "32", "64"}));
  EXPECT_EQ(of("logspace(1, 1000, 4)"), (Texts{"1", "10", "100", "1000"}));
  EXPECT_EQ(of("logspace(1, 1000000, 3)"), (Texts{"1", "1000", "1000000"}));
  EXPECT_EQ(of("logspace(1e-1, 1e-4, 4)"), (Texts{"0.1", "0.01", "0.001", "1e-04"}));
}

/// numpy.linspace and numpy.geomspace end where they were told to, whatever lies between.
TEST(Series, EndsWhereItWasToldTo) {
  for (const char* ends : {"0.1, 1", "1e-30, 1", "-3.3, 7.1", "0.7, 1e9", "1, 0.1"})
    for (int count = 2; count < 60; ++count) {
      const auto texts = of("linspace(" + std::string(ends) + ", " + std::to_string(count) + ")");
      ASSERT_EQ(texts.size(), static_cast<std::size_t>(count));
      const std::string text = ends;
      EXPECT_EQ(to_real(texts.front()), to_real(text.substr(0, text.find(','))));
      EXPECT_EQ(to_real(texts.back()), to_real(text.substr(text.find(' ') + 1)));
    }
}

/// 15 significant digits: half a unit of the last is 5e-15 of a number that begins with 1.
TEST(Series, IsNearItsExactPoints) {
  const auto sevenths = of("linspace(0, 1, 8)");
  for (std::size_t i = 1; i < 7; ++i) {
    EXPECT_LE(sevenths[i].size(), 17U);
    EXPECT_NEAR(to_real(sevenths[i]).value(), static_cast<double>(i) / 7, 5e-16);
  }
}

TEST(Series, OfIntegersStaysWhole) {
  EXPECT_EQ(of("3..5"), (Texts{"3", "4", "5"}));
  EXPECT_EQ(of("range(9, 3, -3)"), (Texts{"9", "6", "3"}));
  EXPECT_EQ(of("range(9223372036854775805, 9223372036854775807)"),
            (Texts{"9223372036854775805", "9223372036854775806", "9223372036854775807"}));
  EXPECT_EQ(of("linspace(100000, 300000, 3)"), (Texts{"100000", "200000", "300000"}));
}

TEST(Series, OfTooManyIsRefusedByItsNumber) {
  for (const char* text : {"linspace(0, 1, 1e9)", "linspace(0, 1, 1000000000)", "range(1, 1000000000)"})
    EXPECT_EQ(refusal_of(text), "it would have 1000000000 values; expected at most 100000") << text;
  EXPECT_EQ(refusal_of("0..1000000000000"), "it would have 1000000000001 values; expected at most 100000");
  EXPECT_EQ(refusal_of("range(-9223372036854775807, 9223372036854775807)"),
            "it would have 18446744073709551615 values; expected at most 100000");
  EXPECT_EQ(refusal_of("range(0, 1, 1e-300)"), "it would have 1e+300 values; expected at most 100000");
}

TEST(Series, WithoutSenseIsRefused) {
  EXPECT_EQ(refusal_of("range(0, 1, 0)"), "its step is 0");
  EXPECT_EQ(refusal_of("range(0, 0, 0.0)"), "its step is 0");
  EXPECT_EQ(refusal_of("logspace(0, 3, 4)"), "its ends must be > 0");
  const std::string expected =
      "expected first..last, range(first, last, step), linspace(from, to, count) or logspace(from, to, count)";
  for (const char* text : {"range(1, 0)", "range(0, 1, -0.1)", "linspace(0, 1, 1)", "linspace(0, 1, 2.5)",
                           "linspace(nan, 1, 3)", "linspace(0, inf, 3)", "range(1)", "range(1, 2, 3, 4)", "linspace()",
                           "linspace(0, 1, nan)", "uniform(0, 1)", "range(1, x)"})
    EXPECT_EQ(refusal_of(text), expected) << text;
}

}  // namespace
}  // namespace assay::spec
