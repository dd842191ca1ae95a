#include "data/text.hpp"

#include "data/files.hpp"

namespace assay::data {
namespace {

TEST_F(Files, TextCountsCharactersNotBytes) {
  write("t", "\xe4\xbd\xa0\xe5\xa5\xbd\xe5\x90\x97 \xe4\xbd\xa0\xc3\xa9\xf0\x9f\x98\x80");
  const auto data = load_from("{text: {file: t, window: 6}}");
  EXPECT_EQ(data.vocabulary, U" \u00e9\u4f60\u5417\u597d\U0001f600");
  EXPECT_EQ(data.classes, 6);
  EXPECT_EQ(data.rows, 1);
  EXPECT_EQ(data.inputs, (Shared<double>{2, 4, 3, 0, 2, 1}));
  EXPECT_EQ(data.targets, (Shared<double>{4, 3, 0, 2, 1, 5}));
}

TEST_F(Files, TextPassesOverAByteOrderMark) {
  write("t",
        "\xef\xbb\xbf"
        "abab");
  EXPECT_EQ(load_from("{text: {file: t, window: 2}}").vocabulary, U"ab");
}

TEST_F(Files, TextOfManyCharactersHasTokensBeyondAByte) {
  std::string text;
  for (int code = 0x4e00; code < 0x4e00 + 300; ++code)
    text += {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)),
             static_cast<char>(0x80 | (code & 63))};
  write("t", text);
  const auto data = load_from("{text: {file: t, window: 299}}");
  EXPECT_EQ(data.classes, 300);
  EXPECT_EQ(data.targets[298], 299);
}

TEST_F(Files, TextRefusesLatin1WithItsPlaceAndTheCure) {
  write("t", "one\ntwo \xe9t\xe9");
  EXPECT_EQ(refusal("{text: {file: t, window: 2}}"),
            "t:2:5: the byte 0xe9 is no UTF-8; 'iconv -f latin1 -t utf-8 t' prints it as such if it is latin1");
}

TEST_F(Files, TextRefusesUtf16WithTheCure) {
  write("t", std::string("\xff\xfe"
                         "a\0b\0",
                         6));
  EXPECT_EQ(refusal("{text: {file: t, window: 2}}"),
            "t:1:1: the byte 0xff is no UTF-8; 'iconv -f utf-16 -t utf-8 t' prints it as such if it is utf-16");
}

TEST_F(Files, TextOfARunOfOldIsReadByteByByte) {
  write("t", "\xc3\xa9\xc3\xa9");
  const auto data = load_raw("{text: {file: t, window: 2}}", {.bytes = true});
  EXPECT_EQ(data.vocabulary, U"\u00a9\u00c3");
  EXPECT_EQ(data.rows, 1);
}

}  // namespace
}  // namespace assay::data
