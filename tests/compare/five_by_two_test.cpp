#include "compare/five_by_two.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace assay::compare {
namespace {

TEST(FiveByTwo, HasTheFTestsP) {
  const std::vector<double> p{.02, .01, .03, 0, -.01, .02, .015, .025, .01, -.005};
  EXPECT_NEAR(five_by_two_p(p), .410121, 1e-6);  // F 1.292134, by SciPy 1.10
}

TEST(FiveByTwo, NeedsTenDifferences) { EXPECT_TRUE(std::isnan(five_by_two_p(std::vector<double>(9, .1)))); }

TEST(FiveByTwo, OfZerosShowsNothing) { EXPECT_EQ(five_by_two_p(std::vector<double>(10, 0)), 1); }

}  // namespace
}  // namespace assay::compare
