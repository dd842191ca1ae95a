#include "registry/checked.hpp"

#include <gtest/gtest.h>

#include "registry/cache_home.hpp"

namespace assay::registry {
namespace {

class Checked : public testing::Test {
 protected:
  testing_support::CacheHome home;
};

TEST_F(Checked, IsNothingForALibraryThatWasNeverChecked) { EXPECT_EQ(checked("abc", "activation relu"), ""); }

TEST_F(Checked, IsWhatWasKeptLast) {
  keep_checked("abc", "activation relu", "failed slope (level 1, seed 1)");
  keep_checked("abc", "activation relu", "passed 12 checks (level 2, seed 1)");
  EXPECT_EQ(checked("abc", "activation relu"), "passed 12 checks (level 2, seed 1)");
}

TEST_F(Checked, IsKeptForEachPluginOfALibrary) {
  keep_checked("abc", "activation relu", "one");
  keep_checked("abc", "activation relu6", "two");
  EXPECT_EQ(checked("abc", "activation relu"), "one");
  EXPECT_EQ(checked("abc", "activation relu6"), "two");
}

TEST_F(Checked, IsNotThatOfAnotherLibrary) {
  keep_checked("abc", "activation relu", "one");
  EXPECT_EQ(checked("abd", "activation relu"), "");
}

}  // namespace
}  // namespace assay::registry
