#include "spec/scalar.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace assay::spec {
namespace {

Node plain(const std::string& text) { return {Node::Kind::scalar, {}, text, false, {}, {}}; }

TEST(Real, HasEveryDecimalSpelling) {
  EXPECT_EQ(to_real(plain("1e-5")), 1e-5);
  EXPECT_EQ(to_real(plain(".5")), 0.5);
  EXPECT_EQ(to_real(plain("5")), 5.0);
  EXPECT_EQ(to_real(plain("+5.")), 5.0);
  EXPECT_EQ(to_real(plain("-2E3")), -2000.0);
}

TEST(Real, IsNothingElse) {
  for (const char* text : {"", "+", "-", ".", "1e", "1e-5x", " 1", "1 ", "1,5", "1_000", "0x10", "inf", ".inf", "nan",
                           "1e999", "+-1", "++1", "one", "true"})
    EXPECT_EQ(to_real(plain(text)), std::nullopt) << text;
}

TEST(Integer, IsDecimal) {
  EXPECT_EQ(to_integer(plain("010")), 10);
  EXPECT_EQ(to_integer(plain("-3")), -3);
  EXPECT_EQ(to_integer(plain("+3")), 3);
  EXPECT_EQ(to_integer(plain("9223372036854775807")), std::numeric_limits<std::int64_t>::max());
}

TEST(Integer, IsNothingElse) {
  for (const char* text : {"", "3.0", "3.5", "1e3", "0x10", "0o17", "9223372036854775808", "+-1", "3 4"})
    EXPECT_EQ(to_integer(plain(text)), std::nullopt) << text;
}

TEST(Boolean, IsTrueOrFalseOnly) {
  EXPECT_EQ(to_boolean(plain("true")), true);
  EXPECT_EQ(to_boolean(plain("false")), false);
  for (const char* text : {"yes", "no", "on", "off", "True", "y", "1", "0", ""})
    EXPECT_EQ(to_boolean(plain(text)), std::nullopt) << text;
}

TEST(QuotedScalar, IsAWord) {
  Node quoted = plain("1");
  quoted.quoted = true;
  EXPECT_EQ(to_integer(quoted), std::nullopt);
  EXPECT_EQ(to_real(quoted), std::nullopt);
}

TEST(RealText, IsShortestAndReadsBack) {
  EXPECT_EQ(real_text(0.1), "0.1");
  EXPECT_EQ(real_text(1), "1.0");
  EXPECT_EQ(real_text(1e-5), "1e-05");
  for (const double value : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -2.5e17})
    EXPECT_EQ(to_real(plain(real_text(value))), value);
}

TEST(RealText, IsNeverTakenForAnInteger) {
  for (const double value : {1.0, 100000.0, 1e22, -3.0})
    EXPECT_EQ(to_integer(plain(real_text(value))), std::nullopt) << real_text(value);
}

}  // namespace
}  // namespace assay::spec
