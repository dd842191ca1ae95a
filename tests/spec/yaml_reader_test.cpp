#include "spec/yaml_reader.hpp"

#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "written_experiment.hpp"

namespace assay::spec {
namespace {

std::string refusal(const std::string& text) {
  try {
    parse_yaml(text, "x");
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    return failure.what();
  }
  return "";
}

std::string refusal_of_file(const std::filesystem::path& file) {
  try {
    read_yaml(file);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    return failure.what();
  }
  return "";
}

std::string repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Yaml, KnowsWhereEverythingStands) {
  const Node root = parse_yaml("a: 1\nb:\n  - {c: x}\n", "file");
  const Entry& c = root.find("b")->items[0].entries[0];
  EXPECT_EQ(to_string(root.entries[1].place), "file:2:1");
  EXPECT_EQ(to_string(c.place), "file:3:6");
  EXPECT_EQ(to_string(c.value.place), "file:3:9");
}

TEST(Yaml, PlacesNothingAtItsKey) {
  EXPECT_EQ(to_string(parse_yaml("a: 1\nb:\n\n\nc: 2\n", "file").find("b")->place), "file:2:1");
}

TEST(Yaml, KeepsScalarsAsWritten) {
  const Node root = parse_yaml("a: [010, no, 1e-5, 'it''s', \"\\t\"]", "x");
  std::vector<std::string> texts;
  for (const auto& item : root.find("a")->items) texts.push_back(item.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"010", "no", "1e-5", "it's", "\t"}));
  EXPECT_FALSE(root.find("a")->items[0].quoted);
  EXPECT_TRUE(root.find("a")->items[3].quoted);
}

TEST(Yaml, KeepsTheOrderOfKeys) {
  const Node root = parse_yaml("z: 1\na: 2\nm: 3", "x");
  EXPECT_EQ(root.entries[0].key + root.entries[1].key + root.entries[2].key, "zam");
}

TEST(Yaml, MayHaveWindowsLineEndsAndMarks) {
  EXPECT_EQ(parse_yaml("---\r\na: 1\r\nb: x\r\n...\r\n", "x").find("b")->text, "x");
}

TEST(Yaml, MayBeNestedSixtyFourDeep) {
  EXPECT_EQ(refusal("a: " + repeat("[", 63) + repeat("]", 63)), "");
  EXPECT_EQ(refusal("a: " + repeat("[", 64) + repeat("]", 64)), "x:1:67: nested deeper than 64 levels");
}

TEST(Yaml, MayHaveAHundredThousandValues) {
  EXPECT_EQ(refusal("a: [" + repeat("1,", 99'997) + "]"), "");  // and the map, the key and the list
  EXPECT_EQ(refusal("a: [" + repeat("1,", 99'998) + "]"),
            "x:1:199999: more than 100000 values; expected an experiment, not data");
}

TEST(Yaml, MayHaveFourMillionBytes) {
  const std::string start = "a: ";
  EXPECT_EQ(refusal(start + std::string(4'000'000 - start.size(), 'x')), "");
  EXPECT_EQ(refusal(start + std::string(4'000'001 - start.size(), 'x')),
            "x: it has 4000001 bytes; an experiment has at most 4000000");
}

TEST(Yaml, RefusesManyBracketsBeforeTheParserSeesThem) {
  EXPECT_EQ(refusal("a:\n" + repeat("{", 3'900'000)),
            "x:2:100001: more than 100000 brackets; expected an experiment, not data");
}

/// Comparing each key with all others took 8 s, a table of keys takes half a second.
TEST(Yaml, ReadsManyKeysInLinearTime) {
  const auto start = std::chrono::steady_clock::now();
  std::string text;
  for (int i = 0; i < 49'000; ++i) text += "key_" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(parse_yaml(text, "x").entries.size(), 49'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
}

TEST(Yaml, RefusesAliasesThatWouldMultiply) {
  EXPECT_EQ(refusal("a: &a [x,x,x]\nb: [*a,*a]\n"),
            "x:1:4: anchors (&name) are not allowed; write the value out where it is used");
}

TEST(Yaml, RefusesTagsOfValuesAndLists) {
  EXPECT_EQ(refusal("a: !!str 1"), "x:1:4: tags (tag:yaml.org,2002:str) are not allowed");
  EXPECT_EQ(refusal("a: !mine [1]"), "x:1:4: tags (!mine) are not allowed");
}

TEST(Yaml, NamesTheTabAndNotWhatTheParserMakesOfIt) {
  EXPECT_EQ(refusal("a:\n  b: 1\n  \tc: 2\n"), "x:3:3: a tab indents this line; expected spaces");
}

TEST(File, MustExist) { EXPECT_EQ(refusal_of_file("/nowhere/e.yaml"), "/nowhere/e.yaml: there is no such file"); }

TEST(File, MustBeAFile) {
  const std::string folder = std::filesystem::temp_directory_path().string();
  EXPECT_EQ(refusal_of_file(folder), folder + ": it is not a regular file");
}

TEST(File, IsNotReadWhenItIsTooLarge) {
  const testing_support::WrittenFile file("");
  std::filesystem::resize_file(file.path(), 5'000'000'000'000);  // a hole: nowhere is there room to read it
  EXPECT_EQ(refusal_of_file(file.path()),
            file.path().string() + ": it has 5000000000000 bytes; an experiment has at most 4000000");
}

}  // namespace
}  // namespace assay::spec
