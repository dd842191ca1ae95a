#include "spec/split_section.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/canonical.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Reading {
  Split split;
  std::vector<std::string> messages;
};

Reading read(const std::string& yaml) {
  const Node root = parse_yaml("split: " + yaml, "x");
  Diagnostics diagnostics;
  Split split = read_split(root.find("split"), diagnostics);
  return {std::move(split), diagnostics.messages()};
}

std::vector<std::string> complaints(const std::string& yaml) { return read(yaml).messages; }

std::string canonical_text(const std::string& yaml) {
  auto [split, messages] = read(yaml);
  EXPECT_THAT(messages, IsEmpty()) << yaml;
  return to_yaml(canonical(split));
}

TEST(Split, SaysNothingOfWhatIsNotGiven) {
  EXPECT_EQ(canonical_text("{train: 0.7, validation: 0.15, test: 0.15}"),
            "train: 0.7\nvalidation: 0.15\ntest: 0.15\norder: shuffled\n");
}

// What a run was is read back from what is stored with it.
TEST(Split, IsReadBackAsItIsWritten) {
  for (const char* yaml :
       {"{train: 0.7, test: 0.3, stratify: true, seed: 18446744073709551615}", "{train: 8, test: 2, group: patient}",
        "{train: 0.5, test: 0.5, order: sequential, gap: 3}", "{by: part, group: patient}",
        "{folds: 10, repeats: 3, validation: 0.1, stratify: false, fold: 2, repeat: 1}",
        "{folds: all, group: duplicates}", "{folds: 5, order: sequential, window: expanding, test: 48, gap: 24}",
        "{folds: 5, order: sequential, window: {rolling: {train: 500}}}"}) {
    const std::string text = canonical_text(yaml);
    const Node node = parse_yaml(text, "stored");
    Diagnostics diagnostics;
    const Split again = read_split(&node, diagnostics);
    EXPECT_THAT(diagnostics.messages(), IsEmpty()) << text;
    EXPECT_EQ(to_yaml(canonical(again)), text);
  }
}

TEST(Split, OfFoldsDoesNotDependOnHowOftenTheyAreRepeated) {
  EXPECT_EQ(canonical_text("{folds: 5, repeats: 2}"), canonical_text("{folds: 5, repeats: 10}"));
}

TEST(Split, OfFoldsIsStratifiedWherePossible) {
  EXPECT_EQ(read("{folds: 5}").split.strata, Split::Strata::possible);
  EXPECT_EQ(read("{folds: 5, stratify: true}").split.strata, Split::Strata::asked);
  EXPECT_EQ(read("{folds: 5, stratify: false}").split.strata, Split::Strata::none);
  EXPECT_EQ(read("{train: 0.5, test: 0.5}").split.strata, Split::Strata::none);
}

TEST(Split, MayRollItsWindowByRows) {
  EXPECT_EQ(read("{folds: 3, order: sequential, window: {rolling: 20}}").split.window_rows, 20);
  EXPECT_EQ(read("{folds: 3, order: sequential, window: {rolling: {train: 20}}}").split.window_rows, 20);
  EXPECT_THAT(complaints("{folds: 3, order: sequential, window: {rolling: {rows: 20}}}"),
              ElementsAre("x:1:46: 'split.window' is a map; expected expanding, or {rolling: {train: ROWS}}"));
}

TEST(Split, RefusesValuesThatAreNone) {
  EXPECT_THAT(complaints("{folds: 1}"), ElementsAre("x:1:16: 'split.folds' is the number 1; expected integer >= 2, or "
                                                    "all: every row once"));
  EXPECT_THAT(complaints("{folds: 3, stratify: yes}"),
              ElementsAre("x:1:29: 'split.stratify' is 'yes'; expected true, false or auto"));
  EXPECT_THAT(complaints("{by: [a]}"),
              ElementsAre("x:1:13: 'split.by' is a list; expected a column that says train, validation or test"));
  EXPECT_THAT(complaints("{folds: 3, seed: -1}"),
              ElementsAre("x:1:25: 'split.seed' is the number -1; expected integer >= 0"));
  EXPECT_THAT(complaints("{folds: 3, stratfy: true}"),
              ElementsAre("x:1:19: unknown key 'stratfy' in 'split'; did you mean 'stratify'?"));
}

// Every key does something, or is refused beside what makes it mean nothing.
TEST(Split, RefusesWhatHasNoMeaningBesideTheRest) {
  const auto one = [](const std::string& yaml, const std::string& expected) {
    EXPECT_THAT(complaints(yaml), ElementsAre(expected)) << yaml;
  };
  const std::string fold =
      " has no meaning beside 'folds': each fold is the test part once, the others train; leave it out";
  one("{folds: 3, train: 0.5}", "x:1:26: 'split.train'" + fold);
  one("{folds: 3, test: 0.5}", "x:1:25: 'split.test'" + fold);
  one("{train: 0.5, test: 0.5, repeats: 2}", "x:1:41: 'split.repeats' is of folds; say how many: folds: 10");
  one("{train: 0.5, test: 0.5, fold: 0}", "x:1:38: 'split.fold' is of folds; say how many: folds: 10");
  one("{folds: 3, window: expanding}", "x:1:27: 'split.window' is of rows in the file's order; say order: sequential");
  one("{train: 0.5, test: 0.5, gap: 2}", "x:1:37: 'split.gap' is of rows in the file's order; say order: sequential");
  one("{train: 0.5, test: 0.5, order: sequential, gap: 2, stratify: true}",
      "x:1:56: 'split.gap' is between parts in one piece, which 'stratify' takes from everywhere; leave one out");
  one("{folds: 3, order: sequential, gap: 2}",
      "x:1:43: 'split.gap' needs a window: folds without one train on what comes after the test part, too");
  one("{folds: 3, order: sequential, seed: 2}",
      "x:1:44: 'split.seed' draws nothing where the order is sequential; leave one out");
  one("{folds: 3, order: sequential, repeats: 2}",
      "x:1:47: 'split.repeats' would give the same folds again in the file's order; leave one out");
  one("{folds: all, repeats: 2}",
      "x:1:30: 'split.repeats' would test the same rows again where every row is tested; leave it out");
  one("{folds: all, stratify: true}",
      "x:1:31: 'split.stratify' has no meaning where each fold is one row or group; leave it out");
  one("{folds: all, order: sequential, window: expanding}", "x:1:48: 'split.window' needs a number of folds, not all");
  one("{folds: 3, order: sequential, window: expanding, stratify: true}",
      "x:1:67: 'split.stratify' has no meaning in windows, which keep the file's order; leave it out");
  one("{folds: 3, order: sequential, window: expanding, test: 0.2}",
      "x:1:63: 'split.test' of a window is a number of rows");
  one("{train: 0.5, test: 0.5, order: sequential, group: duplicates}",
      "x:1:58: 'split.group' keeps rows together wherever they stand, order: sequential cuts them in the file's order; "
      "leave one out");
  one("{by: part, train: 0.5}",
      "x:1:26: 'split.train' has no meaning beside 'by': the column says every row's part; leave one out");
  one("{by: part, seed: 1}",
      "x:1:25: 'split.seed' has no meaning beside 'by': the column says every row's part; leave one out");
  one("{by: part, group: duplicates}",
      "x:1:26: 'split.group' keeps rows together, but 'by' says every row's part; leave one out");
  one("{folds: 3, validation: 1.5}", "x:1:31: 'split.validation' is neither a share below 1 nor a number of rows");
  one("{folds: 3, fold: 3}", "x:1:25: 'split.fold' counts from 0 to 2");
  one("{folds: 3, repeats: 2, repeat: 2}", "x:1:39: 'split.repeat' counts from 0 to 1");
  one("{folds: 1000, repeats: 101}", "x:1:31: 'split.repeats' and 'folds' multiply to more than 100000 runs");
}

/// As the command line changes the tree.
Reading overridden(const std::string& yaml, const std::string& key, const std::string& value) {
  Node root = parse_yaml("split: " + yaml, "x");
  Node* node = root.find("split");
  node->entries.push_back({key, {}, Node{Node::Kind::scalar, {"<command line>", 1, 1}, value, false, {}, {}}});
  Diagnostics diagnostics;
  Split split = read_split(node, diagnostics);
  return {std::move(split), diagnostics.messages()};
}

TEST(Split, GivesWayToFoldsOrAColumnFromTheCommandLine) {
  const auto folds = overridden("{train: 0.7, validation: 0.15, test: 0.15}", "folds", "5");
  EXPECT_THAT(folds.messages, IsEmpty());
  EXPECT_EQ(folds.split.folds, 5);
  EXPECT_EQ(folds.split.validation, 0.15);
  const auto by = overridden("{train: 0.7, validation: 0.15, test: 0.15, order: sequential}", "by", "part");
  EXPECT_THAT(by.messages, IsEmpty());
  EXPECT_EQ(by.split.by, "part");
}

}  // namespace
}  // namespace assay::spec
