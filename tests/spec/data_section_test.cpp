#include "spec/data_section.hpp"

#include <gtest/gtest.h>

#include "fake_catalogue.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

struct Reading {
  DataSpec data;
  std::vector<std::string> messages;
};

Reading read(const std::string& yaml) {
  const Node root = parse_yaml("data: " + yaml, "x");
  Diagnostics diagnostics;
  DataSpec data = read_data(*root.find("data"), testing_support::FakeCatalogue(), diagnostics);
  return {std::move(data), diagnostics.messages()};
}

TEST(Data, HasDefaults) {
  const auto [data, messages] = read("{source: points}");
  EXPECT_TRUE(messages.empty());
  EXPECT_EQ(data.split.train, 0.8);
  EXPECT_EQ(data.split.validation, 0.1);
  EXPECT_EQ(data.split.test, 0.1);
  EXPECT_TRUE(data.split.shuffled);
  EXPECT_EQ(data.scale, Scale::none);
  EXPECT_EQ(data.target_scale, Scale::none);
}

TEST(Data, HasTheSourcesSettingsBesideItsOwn) {
  const auto data = read("{source: csv, delimiter: ;, file: a.csv, scale: minmax, target_scale: standard}").data;
  EXPECT_EQ(data.source.kind, "data source");
  EXPECT_EQ(data.source.name, "csv");
  EXPECT_EQ(data.source.text("file"), "a.csv");
  EXPECT_EQ(data.source.text("delimiter"), ";");
  EXPECT_EQ(data.scale, Scale::minmax);
  EXPECT_EQ(data.target_scale, Scale::standard);
}

TEST(Data, RefusesSettingsOfAnotherSource) {
  EXPECT_EQ(
      read("{source: points, file: a.csv}").messages,
      std::vector<std::string>{"x:1:24: unknown key 'file' in 'data'; it may have balance, leaks, prepare, samples, "
                               "scale, source, split and target_scale"});
}

TEST(Data, WantsASourceByNameOnly) {
  EXPECT_EQ(read("{source: {csv: a.csv}}").messages,
            std::vector<std::string>{
                "x:1:16: 'data.source' is a map; expected the name of a data source; its settings stand beside it"});
}

TEST(Split, TakesNumbersOfRows) {
  const auto data = read("{source: points, split: {train: 70, test: 30, order: sequential}}").data;
  EXPECT_EQ(data.split.train, 70);
  EXPECT_EQ(data.split.validation, 0);
  EXPECT_EQ(data.split.test, 30);
  EXPECT_FALSE(data.split.shuffled);
}

// 0.56 + 0.34 + 0.1 is 1.0000000000000002.
TEST(Split, MayAddUpToOneWithRounding) {
  EXPECT_TRUE(read("{source: points, split: {train: 0.56, validation: 0.34, test: 0.1}}").messages.empty());
  EXPECT_EQ(read("{source: points, split: {train: 0.7, validation: 0.1, test: 0.21}}").messages.size(), 1U);
}

}  // namespace
}  // namespace assay::spec
