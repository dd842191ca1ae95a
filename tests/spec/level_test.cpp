#include "spec/level.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace assay::spec {
namespace {

TEST(Level, IsTheSameHoweverItsNumberIsWritten) {
  for (const char* text : {"0.3", ".3", "0.30", "3e-1", "+0.3", "30E-2"}) EXPECT_TRUE(same_level("0.3", text)) << text;
}

TEST(Level, OfTextIsTheTextItself) {
  EXPECT_TRUE(same_level("relu", "relu"));
  EXPECT_FALSE(same_level("relu", "relu6"));
  EXPECT_FALSE(same_level("0.3", "0.30000000000000004"));
  EXPECT_FALSE(same_level("1", "1 "));
  EXPECT_FALSE(same_level("nan", "NaN"));
}

TEST(Level, ComparesNumbersWithinAComponent) {
  EXPECT_TRUE(same_level("elu(alpha=0.5)", "elu(alpha=5e-1)"));
  EXPECT_TRUE(same_level("[16,32]", "[16.0,32]"));
  EXPECT_FALSE(same_level("elu(alpha=0.5)", "elu(beta=0.5)"));
  EXPECT_FALSE(same_level("elu(0.5)", "elu(0.5"));
}

TEST(Level, IsFoundByItsTextBeforeItsValue) {
  const std::vector<std::string> levels{"0.10", "0.1", "relu"};
  EXPECT_EQ(find_level(levels, "0.1"), &levels[1]);
  EXPECT_EQ(find_level(levels, "1e-1"), &levels[0]);
  EXPECT_EQ(find_level(levels, "tanh"), nullptr);
}

}  // namespace
}  // namespace assay::spec
