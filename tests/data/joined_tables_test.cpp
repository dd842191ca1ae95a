#include "data/joined_tables.hpp"

#include <gtest/gtest.h>

#include "data/files.hpp"

namespace assay::data {
namespace {

using Names = std::vector<std::string>;

class JoinedFiles : public Files {
 protected:
  std::string parts(const std::string& more = "") {
    return refusal("{csv: {parts: {train: a.csv, test: b.csv}" + more + "}}");
  }
};

TEST_F(JoinedFiles, HaveTheirColumnsByName) {
  write("a.csv", "age,city,y\n1,b,no\n2,c,yes\n");
  write("b.csv", "y,age,city\nno,3,a\n");
  const auto data = load_from("{csv: {parts: {train: a.csv, test: b.csv}, target: y}}");
  EXPECT_EQ(data.rows, 3);
  EXPECT_EQ(data.input_names, (Names{"age", "city=a", "city=b", "city=c"}));
  EXPECT_EQ(data.inputs, (Shared<double>{1, 0, 1, 0, 2, 0, 0, 1, 3, 1, 0, 0}));
  EXPECT_EQ(data.targets, (Shared<double>{0, 1, 0}));
  EXPECT_EQ(data.files.size(), 2U);
}

TEST_F(JoinedFiles, AreTheParts) {
  write("a.csv", "1,0.5\n2,0.5\n3,0.5\n4,0.5\n5,0.5\n");
  write("b.csv", "6,0.5\n7,0.5\n");
  auto spec = source("{csv: {parts: {train: a.csv, test: b.csv}}}");
  spec.split.validation = 0.4;
  spec.split.train = 0.6;
  const auto raw = load(spec, folder_, Random(0));
  const auto rows = divided(raw, spec, Random(3));
  EXPECT_EQ(rows.train.size(), 3U);
  EXPECT_EQ(rows.validation.size(), 2U);
  EXPECT_EQ(rows.test, (std::vector<std::int64_t>{5, 6}));
}

TEST_F(JoinedFiles, MayHaveAValidationFile) {
  write("a.csv", "1,0.5\n2,0.5\n");
  write("b.csv", "6,0.5\n7,0.5\n");
  write("c.csv", "8,0.5\n");
  auto spec = source("{csv: {parts: {train: a.csv, test: b.csv, validation: c.csv}}}");
  const auto rows = divided(load(spec, folder_, Random(0)), spec, Random(3));
  EXPECT_EQ(rows.train.size(), 2U);
  EXPECT_EQ(rows.validation, (std::vector<std::int64_t>{2}));
  EXPECT_EQ(rows.test, (std::vector<std::int64_t>{3, 4}));
}

TEST_F(JoinedFiles, AreWhatTheFirstIs) {
  write("a.csv", "age,y\n1,no\n2,yes\n");
  write("b.csv", "age,y\n1,no.\n");
  EXPECT_EQ(parts(),
            "b.csv:2:3: 'no.' is none of the classes no and yes; if it is another spelling of one, say spellings: "
            "{\"no.\": \"no\"}");
  EXPECT_EQ(parts(", spellings: {'no.': 'no'}"), "loaded");
  write("b.csv", "age,y\n?,no\n");
  EXPECT_EQ(parts(),
            "b.csv:2:1: '?' is not a finite number, in column 'age'; if it says that a value is missing, say missing: "
            "[\"\", \"?\"] and prepare: [impute], or leave the column out: columns: {age: ignore}");
  write("b.csv", "y,agee\nno,3\n");
  EXPECT_EQ(parts(), "b.csv:1:1: there is no column 'age'; did you mean 'agee'?");
  write("b.csv", "age,size,y\n3,1,no\n");
  EXPECT_EQ(parts(),
            "b.csv:1:1: column 'size' is not in a.csv; leave it out with columns: {size: ignore}, or add it there");
}

}  // namespace
}  // namespace assay::data
