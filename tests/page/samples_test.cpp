#include "page/samples.hpp"

#include <gtest/gtest.h>

#include "everything.hpp"
#include "page/document.hpp"

namespace assay::page {
namespace {

struct Shown {
  explicit Shown(std::vector<store::Record> given) : runs(std::move(given)), grouping(group(runs)) {}
  std::vector<store::Record> runs;
  Grouping grouping;
};

store::Record run(std::uint64_t seed) { return plain_run("a", seed, 0.5, 3); }

TEST(Confusions, AreAddedUpOverTheRunsOfAnArm) {
  auto a = run(0), b = run(1);
  a.samples = {{"confusion", {Shape({2, 2}), std::vector<std::int64_t>{5, 1, 2, 4}}}};
  b.samples = {{"confusion", {Shape({2, 2}), std::vector<std::int64_t>{4, 2, 0, 6}}}};
  const Shown shown({a, b});
  const auto found = confusions(shown.runs, shown.grouping);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["counts"], Json({{9, 3}, {2, 10}}));
  EXPECT_EQ(found[0]["runs"], 2);
}

TEST(Confusions, OfAnotherShapeArePassedOver) {
  auto a = run(0), b = run(1);
  a.samples = {{"confusion", {Shape({2, 2}), std::vector<std::int64_t>{5, 1, 2, 4}}}};
  b.samples = {{"confusion", {Shape({2, 1}), std::vector<std::int64_t>{4, 2}}}};
  const Shown shown({a, b});
  EXPECT_EQ(confusions(shown.runs, shown.grouping)[0]["runs"], 1);
}

TEST(Points, AreNullWhereNothingWasGenerated) {
  const Shown shown({run(0)});
  EXPECT_TRUE(points(shown.runs, shown.grouping, "test.accuracy").is_null());
  EXPECT_TRUE(images(shown.runs, shown.grouping, "test.accuracy").empty());
  EXPECT_TRUE(forecasts(shown.runs, shown.grouping, "test.accuracy").is_null());
  EXPECT_TRUE(texts(shown.runs, shown.grouping, "test.accuracy").empty());
}

TEST(Points, ComeWithModesAndDeviationWhereStored) {
  auto a = run(0);
  add_generated(a, false);
  const Shown shown({a});
  const auto found = points(shown.runs, shown.grouping, "test.accuracy");
  EXPECT_EQ(found["modes"].size(), 8u);
  EXPECT_EQ(found["deviation"], 0.1);
  EXPECT_EQ(found["arms"][0]["points"].size(), 800u);
}

TEST(Images, AreBytesFromTheSmallestToTheLargestNumber) {
  auto a = run(0);
  a.samples = {{"generated", {Shape({1, 1, 1, 3}), std::vector<double>{-1, 0, 1}}}};
  const Shown shown({a});
  const auto found = images(shown.runs, shown.grouping, "test.accuracy");
  EXPECT_EQ(found[0]["pixels"], "AID/");  // 0, 128, 255
  EXPECT_EQ(found[0]["width"], 3);
}

TEST(Forecasts, OfAnotherTruthAreNotDrawnOverTheFirst) {
  auto a = run(0), b = run(0);
  b.model = "b";
  for (auto* each : {&a, &b})
    each->samples = {{"forecast", {Shape({2, 1}), std::vector<double>{1, 2}}},
                     {"forecast_target", {Shape({2, 1}), std::vector<double>{1, each == &a ? 2.5 : 3.5}}}};
  const Shown shown({a, b});
  const auto found = forecasts(shown.runs, shown.grouping, "test.accuracy");
  EXPECT_EQ(found["truth"], Json({1, 2.5}));
  EXPECT_EQ(found["arms"].size(), 1u);
}

TEST(Texts, AreCutBetweenCharacters) {
  auto a = run(0);
  a.sample_text = std::string(1999, 'x') + "\xc3\xa4" + "tail";
  const Shown shown({a});
  EXPECT_EQ(texts(shown.runs, shown.grouping, "test.accuracy")[0]["text"], std::string(1999, 'x'));
}

TEST(ScriptSafe, EscapesWhatCouldEndTheScript) {
  EXPECT_EQ(script_safe({{"name", "</script><!--"}}), "{\"name\":\"\\u003c/script>\\u003c!--\"}");
}

TEST(ScriptSafe, ReplacesBytesThatAreNoText) {
  EXPECT_EQ(script_safe({{"name", "a\xff"}}), "{\"name\":\"a\xef\xbf\xbd\"}");
}

TEST(Document, ShowsATitleAsItIs) {
  EXPECT_NE(document("<b>&", Json::object()).find("<title>&lt;b&gt;&amp;</title>"), std::string::npos);
}

}  // namespace
}  // namespace assay::page
