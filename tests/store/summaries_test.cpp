#include "store/summaries.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/example_record.hpp"
#include "store/run_file.hpp"

namespace assay::store {
namespace {
namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;

/// A folder that is there while a test runs.
struct Summary : testing::Test {
  Summary() { fs::create_directories(folder); }
  ~Summary() override { fs::remove_all(folder); }

  Record put(const std::string& model, std::uint64_t seed, double accuracy) {
    Record record = example_record();
    record.model = model;
    record.seed = seed;
    record.id = "00000000000000" + std::to_string(10 + seed);
    record.axes = {{"units", "16"}, {"activation", model == "fnn" ? "relu" : "tanh"}};
    record.final_values = {{"test.accuracy", accuracy}};
    write(folder / (model + '-' + record.id + ".h5"), record);
    return record;
  }

  fs::path folder = fs::path(testing::TempDir()) /
                    (std::string("summaries-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Summary, IsWhatItsFileSaysButForTheConfigurationsText) {
  put("fnn", 1, 0.5);
  put("lstm", 2, NAN);
  const Summaries runs(folder);
  ASSERT_EQ(runs.size(), 2);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Record expected = read_summary(runs.file(i));
    expected.config.clear();
    Record found = runs.record(i);
    if (std::isnan(expected.final_values[0].second)) {
      EXPECT_TRUE(std::isnan(found.final_values[0].second));
      expected.final_values[0].second = found.final_values[0].second = 0;
    }
    EXPECT_EQ(found, expected);
  }
}

TEST_F(Summary, TellsAFactOfAllRunsByItsNameWithAndWithoutItsPart) {
  put("fnn", 1, 0.5);
  put("fnn", 2, 0.75);
  put("lstm", 3, 0.5);
  const Summaries runs(folder);
  EXPECT_EQ(runs.facts("test.accuracy").of(1), Fact(0.75));
  EXPECT_EQ(runs.facts("final/test.accuracy").of(2), Fact(0.5));
  EXPECT_EQ(runs.facts("activation").of(2), Fact(std::string("tanh")));
  EXPECT_EQ(runs.facts("seed").of(2), Fact(std::int64_t{3}));
  EXPECT_EQ(runs.facts("model").values().size(), 3) << "none, fnn and lstm";
  EXPECT_EQ(runs.facts("nonsense").of(0), Fact());
  EXPECT_THAT(runs.names(), Contains("axes/activation"));
}

TEST_F(Summary, OfADamagedFileIsAMessage) {
  put("fnn", 1, 0.5);
  std::ofstream(folder / "bad.h5") << "nonsense";
  const Summaries runs(folder);
  EXPECT_EQ(runs.size(), 1);
  EXPECT_THAT(runs.damaged(), ElementsAre((folder / "bad.h5").string() + ": not written by assay"));
}

}  // namespace
}  // namespace assay::store
