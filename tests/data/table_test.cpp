#include "data/table.hpp"

#include <gtest/gtest.h>

namespace assay::data {
namespace {

TableLayout last() {
  TableLayout layout;
  layout.targets = {"last"};
  return layout;
}

Table read(const std::string& text, const TableLayout& layout = last()) { return read_table(text, "x.csv", layout); }

std::string refusal(const std::string& text, const TableLayout& layout = last()) {
  try {
    read(text, layout);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    return failure.what();
  }
  return "read";
}

using Values = std::vector<double>;
using Words = std::vector<std::string>;

TEST(Table, HasNumbersAndNames) {
  const Table table = read("a,color,y\n1,red,0.5\n2,blue,1.5\n3,red,2.5\n");
  EXPECT_EQ(table.rows, 3);
  EXPECT_TRUE(table.header);
  EXPECT_EQ(table.inputs[1].categories, (Words{"blue", "red"}));
  EXPECT_EQ(table.input_values, (Values{1, 1, 2, 0, 3, 1}));
  EXPECT_EQ(table.target_values, (Values{0.5, 1.5, 2.5}));
}

TEST(Table, TakesTinyNumbersForNumbers) {
  EXPECT_EQ(read("3.2e-61,1\n1e-400,-1e-999999999999999999999\n").input_values, (Values{3.2e-61, 0}));
  EXPECT_EQ(refusal("1,2\n1e400,2\n"),
            "x.csv:2:1: '1e400' is beyond float64, whose largest number is 1.8e308; scale column 1 in the file");
}

// What many programs would take for a number or for nothing.
TEST(Table, NeverTakesOtherThingsForNumbers) {
  for (const std::string cell :
       {"NA", "N/A", "null", "-", ".", "NaN", "1e400", "1_000", "\xD9\xA3", "0x1F", "inf", "+-1"}) {
    EXPECT_NE(refusal("1,2\n" + cell + ",3\n4,5\n"), "read") << cell;
    EXPECT_NE(refusal(cell + ",3\n1.5,2\n4,5\n"), "read") << cell;
  }
}

TEST(Table, ToldOfAMissingValue) {
  EXPECT_EQ(refusal("age,y\n1,2\n?,3\n"),
            "x.csv:3:1: '?' is not a finite number, in column 'age'; if it says that a value is missing, say missing: "
            "[\"\", \"?\"] and prepare: [impute], or leave the column out: columns: {age: ignore}");
  TableLayout layout = last();
  layout.missing = {"?"};
  EXPECT_EQ(
      refusal("age,y\n1,2\n?,3\n", layout),
      "x.csv:3:1: a value is missing in column 'age' ('?'); say prepare: [impute], or leave the column out: columns: "
      "{age: ignore}");
  EXPECT_EQ(refusal("age,y\n1,2\n,3\n"),
            "x.csv:3:1: a value is missing in column 'age'; say prepare: [impute], or leave the column out: columns: "
            "{age: ignore}");
  layout.missing = {"-999"};
  EXPECT_EQ(refusal("age,y\n1,2\n-999,3\n", layout).substr(0, 43), "x.csv:3:1: a value is missing in column 'ag");
}

TEST(Header, IsThereWhereWordsStandAboveNumbers) {
  EXPECT_TRUE(read("a,b\n1,2\n").header);
  EXPECT_TRUE(read("a,label\n1,no\n2,yes\n").header);
  EXPECT_TRUE(read("name,label\nx,no\ny,yes\n").header);
  EXPECT_TRUE(read("2,4,setosa,virginica,versicolor\n1,2,3,4,5\n").header);  // as scikit-learn writes iris
}

TEST(Header, IsNotThereWhereTheFirstLineIsLikeTheOthers) {
  EXPECT_FALSE(read("1,2\n3,4\n").header);
  EXPECT_EQ(read("1,2,no\n3,4,yes\n5,6,no\n").rows, 3);
  EXPECT_EQ(read("low,2,no\nhigh,4,yes\nlow,6,no\n").rows, 3);
}

TEST(Header, IsAskedForWhereTheFirstLineIsUnclear) {
  const std::string say = "; say header: true or header: false";
  EXPECT_EQ(refusal("1,2,setosa\n3,4,5\n"),
            "x.csv:1:1: is this a header? cell 3 is 'setosa', all others are numbers" + say);
  for (const std::string cell : {"?", "NA", "nan", "1.5e400"})
    EXPECT_EQ(refusal(cell + ",2,3\n3,4,5\n"),
              "x.csv:1:1: is this a header? cell 1 is '" + cell + "', all others are numbers" + say);
  EXPECT_EQ(refusal(",2,3\n3,4,5\n"), "x.csv:1:1: is this a header? cell 1 is empty, all others are numbers" + say);
  EXPECT_EQ(refusal("country,2010,2011\nPeru,4,5\nChile,6,7\n"),
            "x.csv:1:1: is this a header? cell 1 is 'country', all others are numbers" + say);
  EXPECT_EQ(refusal("0,1,2\n0.5,1.5,1\n2.5,0.1,0\n"),
            "x.csv:1:1: is this a header? it is 0, 1, 2, ... above other numbers, as pandas names columns" + say);
}

TEST(Header, IsWhatTheExperimentSays) {
  TableLayout layout = last();
  layout.header = true;
  EXPECT_EQ(read("0,1,2\n0.5,1.5,1\n", layout).rows, 1);
  EXPECT_EQ(read("0,1,2\n0.5,1.5,1\n", layout).inputs[1].name, "1");
  layout.header = false;
  EXPECT_EQ(read("0,1,2\n0.5,1.5,1\n", layout).rows, 2);
  EXPECT_EQ(refusal("a,b\n1,2\n", layout).substr(0, 40), "x.csv:1:1: 'a' is not a finite number, i");
}

TEST(Header, MustNameColumnsOnceEach) {
  EXPECT_EQ(refusal("x,x,y\n1,2,3\n"),
            "x.csv:1:1: columns 1 and 2 are both called 'x'; rename one, or leave one out: columns: {2: ignore}");
  EXPECT_EQ(
      refusal(",a,y\n0,2,3\n1,5,6\n"),
      "x.csv:1:1: column 1 has no name, as the row numbers that pandas writes; say columns: {1: ignore} to leave it "
      "out, or columns: {1: number} to take it");
  TableLayout layout = last();
  layout.rules = {{"1", ColumnKind::ignore}};
  EXPECT_EQ(read(",a,y\n0,2,3\n1,5,6\n", layout).input_values, (Values{2, 5}));
  EXPECT_EQ(read("x,x,y\n1,2,3\n", layout).input_values, (Values{2}));
}

TEST(Target, IsAColumnByNameOrNumber) {
  TableLayout layout;
  layout.targets = {"y"};
  EXPECT_EQ(read("y,a\n1,2\n", layout).target_values, (Values{1}));
  layout.targets = {"1"};
  EXPECT_EQ(read("1,2\n3,4\n", layout).target_values, (Values{1, 3}));
  layout.targets = {"x"};
  EXPECT_EQ(refusal("x,x,y\n1,2,3\n", layout),
            "x.csv:1:1: columns 1 and 2 are both called 'x'; say which by its number");
  layout.header = true;
  layout.targets = {"1"};
  EXPECT_EQ(refusal("0,1,2\n3,4,5\n", layout),
            "x.csv:1:1: '1' is the name of column 2 and the number of column '0'; rename one in the file");
  layout.targets = {"y", "b"};
  EXPECT_EQ(read("a,y,b\n1,2,3\n", layout).target_values, (Values{2, 3}));
  layout.rules = {{"b", ColumnKind::ignore}};
  EXPECT_EQ(refusal("a,y,b\n1,2,3\n", layout), "x.csv: column 'b' is the target and cannot be ignored");
}

TEST(Names, AreNotGuessedFromOddNumbers) {
  EXPECT_EQ(refusal("a,y\n\"1,037.5\",2\n\"2,000.5\",3\n"),
            "x.csv:2:1: '1,037.5' is not a finite number, in column 'a'; say thousands: \",\"");
  TableLayout semicolons = last();
  semicolons.delimiter = ';';
  EXPECT_EQ(refusal("a;y\n1,5;2\n", semicolons),
            "x.csv:2:1: '1,5' is not a finite number, in column 'a'; say decimal: \",\"");
  EXPECT_EQ(refusal("a;y\n1.234,56;2\n", semicolons),
            "x.csv:2:1: '1.234,56' is not a finite number, in column 'a'; say decimal: \",\" and thousands: \".\"");
  EXPECT_EQ(
      refusal("d,y\n2020-01-01,2\n"),
      "x.csv:2:1: '2020-01-01' is not a finite number, in column 'd'; dates and times are not read; leave the column "
      "out: columns: {d: ignore}");
  EXPECT_EQ(refusal("d,y\n2,2\nfive,1\n3,3\n"),
            "x.csv:3:1: 'five' is not a finite number, in column 'd'; if they are names, say columns: {d: category}");
  EXPECT_EQ(refusal("doors,y\n2,2\nmore,1\nmany,3\n"),
            "x.csv:2:1: this is a number in column 'doors', where others are names, as 'more'; say columns: {doors: "
            "category}");
}

TEST(Names, AreWhatTheExperimentSaysAreNames) {
  TableLayout layout = last();
  layout.rules = {{"zip", ColumnKind::category}};
  EXPECT_EQ(read("zip,y\n0123,1\n00123,2\n0123,3\n", layout).inputs[0].categories, (Words{"00123", "0123"}));
}

TEST(Numbers, HaveTheDecimalSignAndTheThousandsOfTheExperiment) {
  TableLayout layout = last();
  layout.delimiter = ';';
  layout.style = {',', "."};
  EXPECT_EQ(read("a;y\n1.234,5;-0,5\n12;1,5e3\n", layout).input_values, (Values{1234.5, 12}));
  EXPECT_EQ(refusal("a;y\n1.23,5;1\n", layout).substr(0, 41),
            std::string("x.csv:2:1: '1.23,5' is not a finite number").substr(0, 41));
  layout.style = {'.', " "};
  EXPECT_EQ(read("a;y\n1 234.5;1\n", layout).input_values, (Values{1234.5}));
}

TEST(Delimiter, IsNamedWhereAnotherDividesTheLines) {
  EXPECT_EQ(refusal("a;b;label\n1,5;2;0\n"),
            "x.csv:1:1: no line has a ',', but with ';' as the delimiter each has 3 cells; say delimiter: ';'");
  EXPECT_EQ(refusal("a b label\n1 5 2\n"),
            "x.csv:1:1: no line has a ',', but with space as the delimiter each has 3 cells; say delimiter: space");
  EXPECT_EQ(refusal("1,5;2,5\n3,5;4,5\n"),
            "x.csv:1:3: '5;2' is not a finite number; each line has the same number of ';'; say delimiter: ';'");
}

TEST(Delimiter, IsFoundIfAskedFor) {
  TableLayout layout = last();
  layout.delimiter = std::nullopt;
  for (const std::string text : {"a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "a|b\n1|2\n", " a  b\n 1  2\n"})
    EXPECT_EQ(read(text, layout).input_values, (Values{1})) << text;
}

TEST(Lines, MustBeEquallyLong) {
  EXPECT_EQ(refusal("1,2,3\n\n4,5\n"), "x.csv:3:1: this line has 2 columns; expected 3 as in the first");
}

TEST(Lines, MayAllEndWithADelimiter) {
  EXPECT_EQ(read("a,b,\n1,2,\n3,4,\n").target_values, (Values{2, 4}));
  EXPECT_EQ(read("a,b\n1,2,\n3,4,\n").target_values, (Values{2, 4}));
  EXPECT_EQ(refusal("a,b\n1,2,\n3,4\n"), "x.csv:2:1: this line has 3 columns; expected 2 as in the first");
}

}  // namespace
}  // namespace assay::data
