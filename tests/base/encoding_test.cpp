#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace assay {
namespace {

using namespace std::string_literals;

/// ASCII as UTF-16.
std::string wide(const std::string& text, bool little) {
  std::string bytes;
  for (const char c : text) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

std::string text_of(const std::string& bytes, const std::string& encoding = "auto") {
  return std::string(decode(bytes, "x.csv", encoding).text());
}

std::string refusal(const std::string& bytes, const std::string& encoding = "auto") {
  try {
    decode(bytes, "x.csv", encoding);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "read";
}

TEST(Encoding, TakesAByteOrderMarkOff) {
  EXPECT_EQ(text_of("\xEF\xBB\xBF"
                    "a,b\n"),
            "a,b\n");
  EXPECT_EQ(text_of("\xEF\xBB\xBF"
                    "a,b\n",
                    "utf-8"),
            "a,b\n");
}

TEST(Encoding, ReadsUtf16WithAndWithoutMark) {
  for (const bool little : {true, false}) {
    const std::string mark = little ? "\xFF\xFE" : "\xFE\xFF";
    EXPECT_EQ(text_of(mark + wide("a,b\n1,2\n", little)), "a,b\n1,2\n");
    EXPECT_EQ(text_of(wide("a,b\n1,2\n", little)), "a,b\n1,2\n");
    EXPECT_EQ(text_of(mark + wide("a", little), "utf-16"), "a");
  }
  EXPECT_EQ(text_of("\xFF\xFE\x3D\xD8\x00\xDE"s), "\xF0\x9F\x98\x80");  // a pair of surrogates
}

TEST(Encoding, RefusesHalfACharacterOfUtf16) {
  EXPECT_EQ(refusal("\xFF\xFE"
                    "a\0b"s),
            "x.csv:1:2: it is UTF-16 and ends within a character: a byte is missing");
  EXPECT_EQ(refusal("\xFF\xFE"
                    "a\0\x00\xDC"s),
            "x.csv:1:2: it is UTF-16 with half a character here");
  EXPECT_EQ(refusal("\xFF\xFE"
                    "a\0"s,
                    "utf-8"),
            "x.csv: it is UTF-16; say encoding: utf-16");
}

TEST(Encoding, ReadsLatin1AndTellsThatItGuessed) {
  const auto guessed = decode(
      "a\ngr\xF6\xDF"
      "e,b\n",
      "x.csv", "auto");
  EXPECT_EQ(guessed.text(),
            "a\ngr\xC3\xB6\xC3\x9F"
            "e,b\n");
  EXPECT_EQ(guessed.note, "x.csv:2:3: byte 0xf6 is not UTF-8; the file is read as Latin-1 (encoding: latin-1 says so)");
  EXPECT_EQ(decode("gr\xF6\xDF"
                   "e",
                   "x.csv", "latin-1")
                .note,
            "");
  EXPECT_EQ(text_of("\xC3\xA4", "latin-1"), "\xC3\x83\xC2\xA4");
  EXPECT_EQ(refusal("a\ngr\xF6\xDF"
                    "e,b\n",
                    "utf-8"),
            "x.csv:2:3: byte 0xf6 is not UTF-8; say encoding: latin-1 if it is that");
}

TEST(Encoding, RefusesWhatIsNoText) {
  EXPECT_EQ(refusal("1,2\n3,\0"s), "x.csv:2:3: it is not text: a byte here is 0");
  EXPECT_EQ(refusal("\xEF\xBB\xBF"), "x.csv: it is empty");
  EXPECT_EQ(refusal("\xFF\xFE\0\0a\0\0\0"s), "x.csv: it is UTF-32, which is not read; save it as UTF-8");
}

}  // namespace
}  // namespace assay
