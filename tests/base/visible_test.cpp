#include "base/visible.hpp"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Visible, LeavesTextAlone) {
  EXPECT_EQ(visible("plain text,\tÄ é 漢 😀\nnext line\r\nof DOS"), "plain text,\tÄ é 漢 😀\nnext line\r\nof DOS");
}

TEST(Visible, WritesOutWhatATerminalObeys) {
  EXPECT_EQ(visible("\x1b]0;x\x07"), "\\x1b]0;x\\x07");
  EXPECT_EQ(visible(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(visible("\x7f\b"), "\\x7f\\x08");
}

TEST(Visible, WritesOutControlCharactersOfEightBits) {
  EXPECT_EQ(visible("\xc2\x9b"
                    "2J"),
            "\\u009b2J");
}

TEST(Visible, WritesOutACarriageReturnThatWouldHideALine) {
  EXPECT_EQ(visible("seen\rhidden\r"), "seen\\x0dhidden\\x0d");
}

TEST(Visible, WritesOutMarksThatTurnTheDirection) {
  EXPECT_EQ(visible("\u202egnp.exe\u2069"), "\\u202egnp.exe\\u2069");
}

TEST(Visible, WritesOutBytesThatAreNoUtf8) {
  EXPECT_EQ(visible("caf\xe9"), "caf\\xe9");
  EXPECT_EQ(visible("\xe6\xbc"), "\\xe6\\xbc");
  EXPECT_EQ(visible("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // half of a surrogate pair
}

TEST(Visible, InALineWritesOutLineFeedsToo) { EXPECT_EQ(visible_in_line("a\n\tb\r\n"), "a\\n\\tb\\r\\n"); }

}  // namespace
}  // namespace assay
