// Tables in text files as data: what becomes an input, what a class, and what is said of it.
#include "data/csv.hpp"

#include <gtest/gtest.h>

#include "data/conform.hpp"
#include "data/files.hpp"

namespace assay::data {
namespace {

using Words = std::vector<std::string>;

class Csv : public Files {
 protected:
  /// Another file as data of a model that was trained on `like`.
  RawDataset load_like(const std::string& yaml, const Form& like) {
    auto other = load(source(yaml), folder_, Random(0), {.like = &like});
    labelled_ = conform(other, like).size();
    return other;
  }
  std::string refusal_like(const std::string& yaml, const Form& like) {
    try {
      load_like(yaml, like);
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "loaded";
  }

  std::size_t labelled_ = 0;
};

TEST_F(Csv, LosesNoRowToAByteOrderMark) {
  write("a.csv",
        "\xEF\xBB\xBF"
        "1.5,2,0.5\n3,4,1.5\n5,6,2.5\n");
  EXPECT_EQ(load_from("{csv: a.csv}").rows, 3);
  write("a.csv", "\xEF\xBB\xBFy,a,b\n1.5,2,0.5\n");
  EXPECT_EQ(load_from("{csv: {file: a.csv, target: y}}").targets[0], 1.5);
}

TEST_F(Csv, MakesAnInputOfEachName) {
  write("a.csv", "color,size,kind\nred,1,x\nblue,2,y\nred,3,x\n");
  const auto data = load_from("{csv: a.csv}");
  EXPECT_EQ(data.input_names, (Words{"color=blue", "color=red", "size"}));
  EXPECT_EQ(data.inputs, (Shared<double>{0, 1, 1, 1, 0, 2, 0, 1, 3}));
  EXPECT_EQ(data.class_names, (Words{"x", "y"}));
  EXPECT_EQ(data.targets, (Shared<double>{0, 1, 0}));
  EXPECT_EQ(data.target.rank(), 0);
}

TEST_F(Csv, LeavesColumnsOutAndTakesDigitsForNames) {
  write("a.csv", ",zip,y\n0,04103,1.5\n1,80331,2\n");
  const auto data = load_from("{csv: {file: a.csv, columns: {1: ignore, zip: category}}}");
  EXPECT_EQ(data.input_names, (Words{"zip=04103", "zip=80331"}));
  EXPECT_EQ(data.inputs, (Shared<double>{1, 0, 0, 1}));
}

TEST_F(Csv, RefusesNamesThatTellRowsApart) {
  std::string text = "id,a,y\n";
  for (int i = 0; i < 30; ++i) text += "n" + std::to_string(i) + ",1.5,2\n";
  write("a.csv", text);
  EXPECT_EQ(
      refusal("{csv: a.csv}"),
      "a.csv: column 'id' holds 30 different names in 30 rows; say columns: {id: ignore}, or category for an input "
      "each");
  EXPECT_EQ(load_from("{csv: {file: a.csv, columns: {id: category}}}").input, Shape({31}));
}

TEST_F(Csv, RefusesAKindOfColumnThatThereIsNot) {
  write("a.csv", "d,y\n1,2\n");
  try {
    load_from("{csv: {file: a.csv, columns: {d: date}}}");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_NE(std::string(failure.what()).find("'columns.d' is 'date'; expected number, category or ignore"),
              std::string::npos)
        << failure.what();
  }
}

TEST_F(Csv, HasSeveralTargets) {
  write("a.csv", "x,a,b\n1,2,3\n4,5,6.5\n");
  const auto data = load_from("{csv: {file: a.csv, target: [a, b]}}");
  EXPECT_EQ(data.target, Shape({2}));
  EXPECT_EQ(data.target_names, (Words{"a", "b"}));
  EXPECT_EQ(data.targets, (Shared<double>{2, 3, 5, 6.5}));
  write("a.csv", "x,a,b\n1,no,3\n4,yes,6.5\n");
  EXPECT_EQ(refusal("{csv: {file: a.csv, target: [a, b]}}"),
            "a.csv: several targets must be quantities, but 'a' is to be classes");
}

TEST_F(Csv, KnowsTheMissingValuesOfTheExperiment) {
  write("a.csv", "a,y\n1,2\n?,3\n");
  for (const std::string missing : {"'?'", "['', '?']"})
    EXPECT_EQ(
        refusal("{csv: {file: a.csv, missing: " + missing + "}}"),
        "a.csv:3:1: a value is missing in column 'a' ('?'); say prepare: [impute], or leave the column out: columns: "
        "{a: ignore}");
}

TEST_F(Csv, HasTheClassesOfTheExperimentInTheirOrder) {
  write("a.csv", "x,y\n1,yes\n2,no\n3,maybe\n");
  const auto data = load_from("{csv: {file: a.csv, classes: [yes, no, maybe, never]}}");
  EXPECT_EQ(data.class_names, (std::vector<std::string>{"yes", "no", "maybe", "never"}));
  EXPECT_EQ(data.targets, (Shared<double>{0, 1, 2}));
  EXPECT_EQ(data.classes, 4);
  EXPECT_EQ(data.notes, (std::vector<std::string>{"a.csv: no row is of class 'never'"}));
  EXPECT_EQ(refusal("{csv: {file: a.csv, classes: [yes, no]}}"),
            "a.csv:4:3: 'maybe' is none of the classes no and yes; if it is another spelling of one, say spellings: "
            "{\"maybe\": the class}");
}

TEST_F(Csv, TakesDeclaredNumbersForNamesOfClasses) {
  write("a.csv", "x,y\n1,1\n2,0\n3,1\n");
  const auto data = load_from("{csv: {file: a.csv, classes: ['1', '0']}}");
  EXPECT_EQ(data.targets, (Shared<double>{0, 1, 0}));
}

TEST_F(Csv, ReadsOtherSpellingsOfClasses) {
  write("a.csv", "x,y\n1,yes\n2,no\n3,yes.\n");
  const auto data = load_from("{csv: {file: a.csv, spellings: {'yes.': 'yes'}}}");
  EXPECT_EQ(data.targets, (Shared<double>{1, 0, 1}));
}

TEST_F(Csv, ReadsTheDialectsOfTheExperiment) {
  write("a.csv", "# made by hand\na\tb\n1.234,5\t2\n");
  for (const std::string tab : {"tab", "'\\t'", "\"\\t\""})
    EXPECT_EQ(
        load_from("{csv: {file: a.csv, comment: '#', decimal: ',', thousands: '.', delimiter: " + tab + "}}").inputs,
        (Shared<double>{1234.5}));
  write("a.csv", " 0.00632  18.00 24.0\n 0.02731   0.00 21.6\n");
  EXPECT_EQ(load_from("{csv: {file: a.csv, delimiter: space}}").inputs, (Shared<double>{0.00632, 18, 0.02731, 0}));
}

TEST_F(Csv, NamesWhatIsNoTable) {
  write("a.csv", "<!DOCTYPE html>\n<html><title>404</title>\n");
  EXPECT_EQ(refusal("{csv: a.csv}"),
            "a.csv: it begins like an HTML page, not like data; download the file itself, not the page about it");
  write("a.csv",
        "\xFD"
        "7zXZ" +
            std::string(8, '\0'));
  EXPECT_EQ(refusal("{csv: a.csv}"), "a.csv: it is packed with xz; only gzip is unpacked; unpack it with: xz -d a.csv");
  write("a.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n");
  EXPECT_EQ(refusal("{csv: a.csv}"),
            "a.csv: it is a Git LFS pointer, not the data itself; fetch the file with: git lfs pull");
}

TEST_F(Csv, FindsTheColumnsOfTheModelByName) {
  write("a.csv", "a,color,kind\n1,red,no\n2,blue,yes\n3,red,no\n");
  write("b.csv", "extra,kind,color,a,who\n9,yes,red,7,me\n");
  const Form like = load(source("{csv: a.csv}"), folder_, Random(0));
  const auto other = load_like("{csv: b.csv}", like);
  EXPECT_EQ(other.input_names, (Words{"a", "color=blue", "color=red"}));
  EXPECT_EQ((apply<double>(other, {}).inputs), (Shared<double>{7, 0, 1}));
  EXPECT_EQ((apply<double>(other, {}).targets), (Shared<double>{1}));
}

TEST_F(Csv, NeedsNoTargetsForAModelThatIsTrained) {
  write("a.csv", "a,b,kind\n1,2,no\n2,3,yes\n3,4,no\n");
  const Form like = load(source("{csv: a.csv}"), folder_, Random(0));
  write("b.csv", "b,a\n5,6\n");
  EXPECT_EQ((apply<double>(load_like("{csv: b.csv}", like), {}).inputs), (Shared<double>{6, 5}));
  EXPECT_EQ(labelled_, 0U);
  write("b.csv", "a,b,kind\n5,6,\n7,8,yes\n");
  EXPECT_EQ((apply<double>(load_like("{csv: b.csv}", like), {}).targets[1]), 1);
  EXPECT_EQ(labelled_, 1U);
  write("b.csv", "a,b,kind\n5,6,\n7,8,\n");
  load_like("{csv: b.csv}", like);
  EXPECT_EQ(labelled_, 0U);
  EXPECT_EQ(refusal("{csv: b.csv}"), "b.csv: no row has a value of the target; say target: none, or another column");
}

TEST_F(Csv, RefusesWhatTheModelNeverSaw) {
  write("a.csv", "a,color,kind\n1,red,no\n2,blue,yes\n3,red,no\n");
  const Form like = load(source("{csv: a.csv}"), folder_, Random(0));
  write("b.csv", "aa,color\n1,red\n");
  EXPECT_EQ(
      refusal_like("{csv: b.csv}", like),
      "b.csv:1:1: there is no column 'a'; did you mean 'aa'? (the run takes a, color=blue and color=red; the file "
      "has aa, color=blue and color=red)");
  write("b.csv", "a,color\n1,green\n");
  EXPECT_EQ(refusal_like("{csv: b.csv}", like),
            "b.csv: 'green' in column 'color' is no name that the run saw (they are blue and red)");
  write("b.csv", "a,color,kind\n1,red,maybe\n");
  EXPECT_EQ(refusal_like("{csv: b.csv}", like), "b.csv: 'maybe' is no class of the run (they are no and yes)");
}

}  // namespace
}  // namespace assay::data
