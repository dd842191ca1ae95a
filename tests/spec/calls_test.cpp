#include "spec/calls.hpp"

#include <gtest/gtest.h>

#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

/// The texts of the list `a`, with their places.
std::vector<std::string> items(const std::string& yaml) {
  std::vector<std::string> texts;
  const Node root = parse_yaml(yaml, "x");
  for (const auto& item : root.find("a")->items)
    texts.push_back(
        std::to_string(item.place.line) + ':' + std::to_string(item.place.column) + ' ' +
        (item.kind == Node::Kind::map ? item.entries[0].key + ": " + item.entries[0].value.text : item.text));
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Call, IsOneItemOfAFlowList) {
  EXPECT_EQ(items("a: [relu, log(1e-4, 1e-1), tanh]"), (Texts{"1:5 relu", "1:11 log(1e-4, 1e-1)", "1:28 tanh"}));
  EXPECT_EQ(items("a: [range(1,5,2),linspace(0,  1,3)]"), (Texts{"1:5 range(1,5,2)", "1:18 linspace(0,  1,3)"}));
  EXPECT_EQ(items("a: [{b: int(16, 64, step 16)}, b: uniform(0, 1), c]"),
            (Texts{"1:5 b: int(16, 64, step 16)", "1:32 b: uniform(0, 1)", "1:50 c"}));
}

TEST(Call, IsOneValueOfAFlowMap) {
  const Node root =
      parse_yaml("a: {b: log(1, 10), c: log(1, 10), d: [range(1, 2)],\n  e: int(1, 4, step 1)}\nf: log(1, 2)", "x");
  const Node& a = *root.find("a");
  EXPECT_EQ(a.entries.size(), 4U);
  EXPECT_EQ(a.find("b")->text, "log(1, 10)");
  EXPECT_EQ(a.find("c")->text, "log(1, 10)");
  EXPECT_EQ(to_string(a.find("c")->place), "x:1:23");
  EXPECT_EQ(a.find("d")->items.at(0).text, "range(1, 2)");
  EXPECT_EQ(a.find("e")->text, "int(1, 4, step 1)");
  EXPECT_EQ(root.find("f")->text, "log(1, 2)");
}

TEST(Call, LeavesOtherTextAlone) {
  const Node root = parse_yaml(
      "# log(a, b; c)\nq: the log(a; b) and range(1, 2; 3)\nr: \"log(a; b)\"\ns: |\n  int(a; b,\n  c)\nt: ['log(1; "
      "2)', f(1, 2)]\n",
      "x");
  EXPECT_EQ(root.find("q")->text, "the log(a; b) and range(1, 2; 3)");
  EXPECT_EQ(root.find("r")->text, "log(a; b)");
  EXPECT_EQ(root.find("s")->text, "int(a; b,\nc)\n");
  EXPECT_EQ(root.find("t")->items.at(0).text, "log(1; 2)");
  EXPECT_EQ(root.find("t")->items.size(), 3U);
}

TEST(Call, WithoutItsEndIsNone) {
  EXPECT_EQ(items("a: [log(1, 2, x(3), b]"), (Texts{"1:5 log(1", "1:12 2", "1:15 x(3)", "1:21 b"}));
  EXPECT_EQ(items("a: [log(1, '2)', b)]"), (Texts{"1:5 log(1", "1:12 2)", "1:18 b)"}));
  EXPECT_EQ(items("a: [log(1,\n 2)]"), (Texts{"1:5 log(1", "2:2 2)"}));
  EXPECT_EQ(items("a: [blog(1, 2)]"), (Texts{"1:5 blog(1", "1:13 2)"}));
}

TEST(Call, DoesNotHideADuplicateKey) {
  try {
    parse_yaml("a: {b: log(1, 10), c: 1,\n b: 2}", "x");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(), "x:2:2: duplicate key 'b'; it stands in line 1 already");
  }
}

}  // namespace
}  // namespace assay::spec
