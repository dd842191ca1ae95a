#include "spec/node.hpp"

#include <gtest/gtest.h>

#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

TEST(Node, FindsAKey) {
  const Node root = parse_yaml("a: 1\nb: 2", "x");
  ASSERT_NE(root.find("b"), nullptr);
  EXPECT_EQ(root.find("b")->text, "2");
  EXPECT_EQ(root.find("c"), nullptr);
}

TEST(Node, HasNoKeysUnlessItIsAMap) { EXPECT_EQ(parse_yaml("a: [b]", "x").find("a")->find("b"), nullptr); }

TEST(Node, IsDescribedInWords) {
  const Node root = parse_yaml("a: [adam, 3, '3', [], [1], {b: 1}, ~]", "x");
  std::vector<std::string> words;
  for (const auto& item : root.find("a")->items) words.push_back(describe(item));
  EXPECT_EQ(words, (std::vector<std::string>{"'adam'", "the number 3", "the quoted text '3'", "an empty list", "a list",
                                             "a map", "nothing"}));
}

}  // namespace
}  // namespace assay::spec
