#include "data/conform.hpp"

#include <gmock/gmock.h>

#include "data/files.hpp"
#include "data/own_unit.hpp"

namespace assay::data {
namespace {

using testing::ElementsAre;

/// A model was trained on the columns a and b and the three classes of `kind`.
Form trained() {
  Form own;
  own.input = Shape({2});
  own.classes = 3;
  own.input_names = {"a", "b"};
  own.target_names = {"kind"};
  return own;
}

class Rows : public Files {
 protected:
  RawDataset rows(const std::string& text, const Form& own = trained()) {
    write("new.csv", text);
    auto data = load_raw("{csv: {file: new.csv, target: kind}}", {.like = &own});
    labelled = conform(data, own);
    return data;
  }
  std::string refusal_of(const std::string& text, const Form& own = trained()) {
    try {
      rows(text, own);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::data);
      return failure.what();
    }
    return "taken";
  }

  std::vector<std::int64_t> labelled;
};

std::vector<double> numbers(const Numbers& some) {
  std::vector<double> all;
  for (std::size_t i = 0; i < size(some); ++i) all.push_back(at(some, static_cast<std::int64_t>(i)));
  return all;
}

TEST_F(Rows, AreTakenByTheNamesOfTheirColumns) {
  const auto data = rows("b,kind,a\n10,0,1\n20,2,2\n");
  EXPECT_THAT(numbers(data.inputs), ElementsAre(1, 10, 2, 20));
  EXPECT_THAT(numbers(data.targets), ElementsAre(0, 2));
  EXPECT_THAT(labelled, ElementsAre(0, 1));
  EXPECT_TRUE(data.notes.empty());
}

TEST_F(Rows, NeedNoTarget) {
  const auto data = rows("b,a\n10,1\n");
  EXPECT_THAT(numbers(data.inputs), ElementsAre(1, 10));
  EXPECT_TRUE(labelled.empty());
  EXPECT_THAT(numbers(data.targets), ElementsAre(0));
}

TEST_F(Rows, MayHaveTargetsInPart) {
  rows("a,b,kind\n1,10,\n2,20,1\n3,30,?\n");
  EXPECT_THAT(labelled, ElementsAre(1));
}

TEST_F(Rows, OfOtherColumnsLeaveThoseOut) {
  const auto data = rows("id,a,b,when\n7,1,10,5\n");
  EXPECT_THAT(numbers(data.inputs), ElementsAre(1, 10));
  EXPECT_THAT(data.notes, ElementsAre("new.csv: 'id' and 'when' are no input of the run and not used"));
}

TEST_F(Rows, WithoutAColumnAreRefused) {
  EXPECT_EQ(refusal_of("a,bb,kind\n1,10,0\n"),
            "new.csv:1:1: there is no column 'b'; did you mean 'bb'? (the run takes a and b; the file has a and bb)");
}

TEST_F(Rows, WithoutAHeaderAreTakenByPlace) {
  const auto data = rows("1,10\n2,20\n");
  EXPECT_THAT(numbers(data.inputs), ElementsAre(1, 10, 2, 20));
  EXPECT_THAT(data.notes, ElementsAre("new.csv: it has no names of columns; they are taken by their place, a and b"));
}

TEST_F(Rows, OfARunWithoutNamesAreTakenByPlace) {
  auto own = trained();
  own.input_names = own.target_names = {};
  const auto data = rows("b,a,kind\n10,1,2\n", own);
  EXPECT_THAT(numbers(data.inputs), ElementsAre(10, 1));
  EXPECT_THAT(data.notes,
              ElementsAre("new.csv: the run has no names of columns; they are taken by their place, b and a"));
}

TEST_F(Rows, OfAnUnknownClassAreRefused) {
  EXPECT_EQ(refusal_of("a,b,kind\n1,10,3\n"), "new.csv: a target is no class number from 0 to 2");
}

TEST(Conform, NumbersNamesOfClassesAsTheRunDid) {
  auto own = trained();
  own.input_names = {};
  own.class_names = {"cat", "dog", "emu"};
  RawDataset other;
  other.rows = 2;
  other.input = Shape({2});
  other.inputs = compact({1, 2, 3, 4});
  other.targets = compact({0, 1});
  other.class_names = {"dog", "emu"};
  conform(other, own);
  EXPECT_THAT(numbers(other.targets), ElementsAre(1, 2));
}

TEST(OwnUnit, UndoesScaling) {
  const Array scaled{{2, 1}, std::vector<float>{0.5F, -1}};
  EXPECT_THAT(in_own_unit(scaled, {{360000, 0.25}}).as<double>(), ElementsAre(360002, 359996));
}

TEST(OwnUnit, GivesTheOneValueOfWhatNeverVaried) {
  EXPECT_THAT(in_own_unit({{1, 1}, std::vector<float>{0.5F}}, {{7, 0}}).as<double>(), ElementsAre(7));
}

}  // namespace
}  // namespace assay::data
