#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace assay {
namespace {

const std::string kReplaced = "\xef\xbf\xbd";

TEST(WellFormed, KeepsCharactersOfEveryLength) {
  const std::string text = "a\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf";
  EXPECT_EQ(well_formed(text), text);
}

TEST(WellFormed, ReplacesNul) { EXPECT_EQ(well_formed(std::string("a\0b", 3)), "a" + kReplaced + "b"); }

TEST(WellFormed, ReplacesEveryByteOfLatin1) { EXPECT_EQ(well_formed("\xe4\xfc"), kReplaced + kReplaced); }

TEST(WellFormed, ReplacesATruncatedCharacter) { EXPECT_EQ(well_formed("a\xe2\x82"), "a" + kReplaced + kReplaced); }

TEST(WellFormed, ReplacesOverlongForms) {
  EXPECT_EQ(well_formed("\xc0\xaf"), kReplaced + kReplaced);
  EXPECT_EQ(well_formed("\xe0\x9f\xbf"), kReplaced + kReplaced + kReplaced);
  EXPECT_EQ(well_formed("\xf0\x8f\xbf\xbf"), kReplaced + kReplaced + kReplaced + kReplaced);
}

TEST(WellFormed, ReplacesSurrogates) { EXPECT_EQ(well_formed("\xed\xa0\x80"), kReplaced + kReplaced + kReplaced); }

TEST(WellFormed, ReplacesWhatLiesBeyondUnicode) {
  EXPECT_EQ(well_formed("\xf4\x90\x80\x80"), kReplaced + kReplaced + kReplaced + kReplaced);
}

}  // namespace
}  // namespace assay
