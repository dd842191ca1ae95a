#include "base/delimited.hpp"

#include <gtest/gtest.h>

namespace assay {
namespace {

using Table = std::vector<std::vector<std::string>>;

Table read(const std::string& text, const Dialect& dialect = {}) {
  Records records(text, "x.csv", dialect);
  Table table;
  for (std::vector<DelimitedCell> cells; records.next(cells);) {
    table.emplace_back();
    for (const auto& cell : cells) table.back().emplace_back(cell.text);
  }
  return table;
}

std::string refusal(const std::string& text) {
  try {
    read(text);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "read";
}

TEST(Records, EndWithAnyLineEnd) {
  const Table expected{{"a", "b"}, {"1", "2"}, {"3", "4"}};
  EXPECT_EQ(read("a,b\n1,2\n3,4\n"), expected);
  EXPECT_EQ(read("a,b\r\n1,2\r\n3,4"), expected);
  EXPECT_EQ(read("a,b\r1,2\r\r3,4\r"), expected);
  EXPECT_EQ(read("\n\na,b\n\r\n1,2\n \t\n3,4\n,\n"), expected);  // blank lines, one with a delimiter only
}

TEST(Records, ObeyQuotes) {
  EXPECT_EQ(read("\"a, first\",b\n\"say \"\"hi\"\"\",2\n"), (Table{{"a, first", "b"}, {"say \"hi\"", "2"}}));
  EXPECT_EQ(read("\"two\nlines\",\"\"\n"), (Table{{"two\nlines", ""}}));
  EXPECT_EQ(read("1, \" x \" ,2\n"), (Table{{"1", " x ", "2"}}));
  EXPECT_EQ(read("\"\"\"\"\n"), (Table{{"\""}}));
  EXPECT_EQ(read("5\" disk,1\n"), (Table{{"5\" disk", "1"}}));  // a quote inside of a cell is a character
}

TEST(Records, KeepEmptyCells) {
  EXPECT_EQ(read("1,,3,\n"), (Table{{"1", "", "3", ""}}));
  EXPECT_EQ(read("1,"), (Table{{"1", ""}}));
}

TEST(Records, TakeAnyNumberOfBlanksForOne) {
  const Dialect blanks{' ', ""};
  EXPECT_EQ(read("  1.5   2\t 3  \n\n4 5 6", blanks), (Table{{"1.5", "2", "3"}, {"4", "5", "6"}}));
  EXPECT_EQ(read("1 \"chevrolet impala\" 2\r\n", blanks), (Table{{"1", "chevrolet impala", "2"}}));
}

TEST(Records, KeepTheBlanksOfATabbedCellOut) { EXPECT_EQ(read("1 \t\t 2\n", {'\t', ""}), (Table{{"1", "", "2"}})); }

TEST(Records, PassOverCommentsOnlyIfAsked) {
  EXPECT_EQ(read("# a \"\n1,2\n  # b\n3,4\n", {',', "#"}), (Table{{"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(read("#a,b\n").front().front(), "#a");
}

TEST(Records, RefuseAQuoteThatIsNeverClosed) {
  EXPECT_EQ(refusal("a,b\n1,\"2\n3,4\n"), "x.csv:2:3: a quote opens a cell here and is never closed");
}

TEST(Records, RefuseTextBehindAQuote) {
  EXPECT_EQ(
      refusal("\"two\nlines\",\"b\"c\n"),
      "x.csv:2:11: a cell goes on behind its closing quote; expected a delimiter, the end of the line or \"\" for a "
      "quote");
}

TEST(Place, CountsCharactersAndLinesOfAllKinds) {
  const std::string text = "\xC3\xA4,b\r\nc\rd\ne";
  EXPECT_EQ(to_string(place_in(text, text.find('b'), "f")), "f:1:3");
  EXPECT_EQ(to_string(place_in(text, text.find('d'), "f")), "f:3:1");
  EXPECT_EQ(to_string(place_in(text, text.find('e'), "f")), "f:4:1");
}

TEST(Delimiter, IsTheOneThatGivesAllRecordsTheSameNumberOfCells) {
  EXPECT_EQ(likely_delimiter("a;b;c\n1,5;2;3\n", ""), ';');
  EXPECT_EQ(likely_delimiter("a\tb\n1\t2\n", ""), '\t');
  EXPECT_EQ(likely_delimiter("a|b\n1|2\n", ""), '|');
  EXPECT_EQ(likely_delimiter("\"a;b\",c\n1,2\n", ""), ',');
  EXPECT_EQ(likely_delimiter(" 1.5  2\n 3   4\n", ""), ' ');
  EXPECT_EQ(likely_delimiter("a\n1\n", ""), std::nullopt);
}

}  // namespace
}  // namespace assay
