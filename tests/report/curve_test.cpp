#include "report/curve.hpp"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

namespace assay::report {
namespace {

std::string drawn(const std::vector<Curve>& curves, std::size_t width, std::size_t height) {
  std::ostringstream out;
  draw_curves(out, curves, width, height);
  return out.str();
}

TEST(Curves, AreDrawnFromTheLeastToTheLargestValue) {
  EXPECT_EQ(drawn({{"loss", "*", {2, 1, 0}}}, 3, 3),
            "2 │*\n"
            "  │ *\n"
            "0 │  *\n"
            "  └───\n"
            "   1 3\n"
            "   * loss   by epoch\n");
}

TEST(Curves, LeaveAGapWhereAValueIsNotANumber) {
  EXPECT_EQ(drawn({{"loss", "*", {1, NAN, 0}}}, 3, 2),
            "1 │*\n"
            "0 │  *\n"
            "  └───\n"
            "   1 3\n"
            "   * loss   by epoch\n");
}

TEST(Curves, ShowTheMeanOfEpochsThatShareAColumn) {
  const std::string field = drawn({{"loss", "*", {0, 4, 2, 2}}}, 2, 3);
  EXPECT_EQ(field.substr(0, field.find("└")), "4 │\n  │**\n0 │\n  ");
}

TEST(Curves, CoverEarlierOnes) {
  const std::string field = drawn({{"a", "a", {1, 0}}, {"b", "b", {1, 1}}}, 2, 2);
  EXPECT_EQ(field.substr(0, field.find("└")), "1 │bb\n0 │ a\n  ");
}

TEST(Curves, AreNotDrawnWhereNothingIsFinite) { EXPECT_EQ(drawn({{"loss", "*", {NAN, INFINITY}}}, 4, 4), ""); }

}  // namespace
}  // namespace assay::report
