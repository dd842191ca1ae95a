#include "data/labels.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace assay::data {
namespace {

using Values = std::vector<double>;
using Words = std::vector<std::string>;

Labels of(const Values& values, TargetKind kind = TargetKind::automatic) {
  return labels_of({"kind", false, {}, 2, false}, values, kind, {}, "x.csv");
}

std::string refusal(const TableColumn& column, const Values& values, TargetKind kind) {
  try {
    labels_of(column, values, kind, {}, "x.csv");
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "taken";
}

TEST(Labels, AreNamesInTheirOrder) {
  const Labels labels =
      labels_of({"kind", true, {"no", "yes"}, 2, false}, {1, 0, 1}, TargetKind::automatic, {}, "x.csv");
  EXPECT_EQ(labels.classes, 2);
  EXPECT_EQ(labels.values, (Values{1, 0, 1}));
  EXPECT_EQ(labels.class_names, (Words{"no", "yes"}));
  EXPECT_EQ(labels.note, "x.csv: target, 'kind', is 2 classes, no and yes");
}

TEST(Labels, AreTheirOwnNamesFromZeroOn) {
  const Labels labels = of({0, 2, 1});
  EXPECT_EQ(labels.classes, 3);
  EXPECT_TRUE(labels.class_names.empty());
  EXPECT_EQ(
      labels.note,
      "x.csv: target, 'kind', is taken for 3 classes, 0, 1 and 2; if they are quantities, say targets: quantities");
}

TEST(Labels, KeepTheNumbersThatTheyWereAsNames) {
  EXPECT_EQ(of({1, 2, 2, 1}).class_names, (Words{"1", "2"}));
  EXPECT_EQ(of({-1, 1, 1, -1}).class_names, (Words{"-1", "1"}));
  EXPECT_EQ(of({-1, 1, 1, -1}).values, (Values{0, 1, 1, 0}));
  EXPECT_EQ(of({1, 2, 3, 3, 2, 1}).class_names, (Words{"1", "2", "3"}));
  EXPECT_EQ(of({3, 7, 5, 3}, TargetKind::classes).class_names, (Words{"3", "5", "7"}));
}

TEST(Labels, AreQuantitiesWhereNothingSpeaksForClasses) {
  EXPECT_EQ(of({0.5, 1, 0}).classes, 0);
  EXPECT_EQ(of({3, 5, 6, 3, 5, 6}).classes, 0);  // neither from 0 or 1 on, nor two
  EXPECT_EQ(of({1, 2, 3}).classes, 0);           // each but once: a series rather
  EXPECT_EQ(of({1, 1, 1}).classes, 0);
  EXPECT_EQ(of({0, 1, 0}, TargetKind::quantities).classes, 0);
}

TEST(Labels, RefuseClassesThatAreNone) {
  EXPECT_EQ(
      refusal({"", false, {}, 2, false}, {0.5, 1, 7}, TargetKind::classes),
      "x.csv: the target, column 3, holds 3 different numbers from 0.5 to 7; classes are 2 to 1000 whole numbers or "
      "names; if these are quantities, say targets: quantities");
  EXPECT_EQ(refusal({"kind", true, {"no"}, 2, false}, {0, 0}, TargetKind::automatic),
            "x.csv: the target, 'kind', is 'no' in every row; expected two classes");
}

TEST(Labels, RefuseNamesThatTellRowsApart) {
  Words names;
  Values values;
  for (int i = 0; i < 30; ++i) {
    names.push_back("n" + std::to_string(100 + i));
    values.push_back(i);
  }
  EXPECT_EQ(refusal({"id", true, names, 2, false}, values, TargetKind::automatic),
            "x.csv: the target, 'id', holds 30 different names in 30 rows; if they are classes, say targets: classes");
  EXPECT_EQ(refusal({"id", true, names, 2, false}, values, TargetKind::classes), "taken");
}

}  // namespace
}  // namespace assay::data
