#include "base/failure.hpp"

#include <gtest/gtest.h>

namespace assay {
namespace {

std::string text_of(const Diagnostics& diagnostics) {
  try {
    diagnostics.finish(ExitCode::experiment);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "nothing";
}

TEST(Place, IsWrittenLikeACompilerDoes) { EXPECT_EQ(to_string(Place{"a.yaml", 14, 44}), "a.yaml:14:44"); }

TEST(Place, WithoutALineIsTheFile) { EXPECT_EQ(to_string(Place{"a.yaml", 0, 0}), "a.yaml"); }

TEST(Diagnostics, SaysNothingWhereNothingIsWrong) { EXPECT_EQ(text_of({}), "nothing"); }

TEST(Diagnostics, SortsByPlace) {
  Diagnostics wrong;
  wrong.add({"a.yaml", 9, 1}, "second");
  wrong.add({"a.yaml", 2, 7}, "first");
  EXPECT_EQ(text_of(wrong), "a.yaml:2:7: first\na.yaml:9:1: second");
}

TEST(Diagnostics, TellsOneMistakeOnce) {
  Diagnostics wrong;
  for (int run = 0; run < 5; ++run) wrong.add({"a.yaml", 1, 1}, "same");
  EXPECT_EQ(text_of(wrong), "a.yaml:1:1: same");
}

TEST(Diagnostics, CountsWhatIsTooMuchToShow) {
  Diagnostics wrong;
  for (int line = 1; line <= 25; ++line) wrong.add({"a.yaml", line, 1}, "wrong");
  const std::string text = text_of(wrong);
  EXPECT_EQ(text.substr(text.rfind('\n') + 1), "... and 5 more");
}

TEST(Diagnostics, CarriesTheExitCode) {
  Diagnostics wrong;
  wrong.add({"a.csv", 3, 1}, "not a number");
  try {
    wrong.finish(ExitCode::data);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
  }
}

}  // namespace
}  // namespace assay
