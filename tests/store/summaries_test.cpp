#include "store/summaries.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/example_record.hpp"
#include "store/index.hpp"
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

TEST_F(Summary, SketchHoldsWhatAConditionAsksForAndLittleElse) {
  put("fnn", 1, 0.5);
  put("lstm", 2, 0.75);
  const Summaries runs(folder);
  Sketcher sketcher = runs.sketcher({"test.accuracy", "train.optimizer", "run", "activation", "age"});
  for (const std::size_t i : {0, 1, 0}) {
    const Record& sketch = sketcher.draw(i);
    const Record whole = runs.record(i);
    EXPECT_EQ(sketch.id, whole.id);
    EXPECT_EQ(sketch.model, whole.model);
    EXPECT_EQ(sketch.timing.ended, whole.timing.ended);
    ASSERT_EQ(sketch.axes.size(), 1);
    EXPECT_EQ(sketch.axes[0], whole.axes[1]);
    EXPECT_EQ(sketch.final_values, whole.final_values);
    ASSERT_EQ(sketch.config_leaves.size(), 1);
    EXPECT_EQ(sketch.config_leaves[0].first, "train.optimizer.adam.lr");
    EXPECT_EQ(sketch.experiment + sketch.input + sketch.timing.started, "");
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

/// Enough files that an index is worth its while.
struct Index : Summary {
  Index() {
    const auto first = put("fnn", 0, 0.5);
    const fs::path original = folder / ("fnn-" + first.id + ".h5");
    for (int i = 0; i < 250; ++i) fs::copy_file(original, folder / ("copy-" + std::to_string(i) + ".h5"));
  }
  fs::path file() const { return folder / kIndexName; }
};

TEST_F(Index, GivesTheSameSummariesAsTheFiles) {
  const Summaries from_files(folder);
  ASSERT_TRUE(fs::exists(file()));
  const auto written = fs::last_write_time(file());
  const Summaries from_index(folder);
  EXPECT_EQ(fs::last_write_time(file()), written) << "it was right and is not written again";
  ASSERT_EQ(from_index.size(), 251);
  EXPECT_EQ(from_index.names(), from_files.names());
  for (std::size_t i = 0; i < from_index.size(); ++i) EXPECT_EQ(from_index.record(i), from_files.record(i));
}

TEST_F(Index, IsNotBelievedOfAFileThatIsAnotherNow) {
  Summaries{folder};
  Record record = example_record();
  record.final_values = {{"test.accuracy", 0.125}};
  write(folder / "copy-7.h5", record);
  fs::remove(folder / "copy-8.h5");
  const Summaries runs(folder);
  ASSERT_EQ(runs.size(), 250);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (runs.facts("test.accuracy").of(i) == Fact(0.125)) {
      ++changed;
      EXPECT_EQ(runs.file(i), folder / "copy-7.h5");
    }
  EXPECT_EQ(changed, 1);
}

TEST_F(Index, DoesNotHideThatAFileWasDamaged) {
  Summaries{folder};
  std::fstream(folder / "copy-7.h5", std::ios::in | std::ios::out | std::ios::binary).seekp(3000).put('x');
  const Summaries runs(folder);
  EXPECT_EQ(runs.size(), 250);
  ASSERT_EQ(runs.damaged().size(), 1);
  EXPECT_EQ(runs.damaged()[0], (folder / "copy-7.h5").string() + ": damaged: its SHA-256 differs");
}

TEST_F(Index, IsMadeAnewWhereItIsBroken) {
  Summaries{folder};
  const auto whole = fs::file_size(file());
  std::fstream(file(), std::ios::in | std::ios::out | std::ios::binary).seekp(2000).put('x').put('y');
  EXPECT_EQ(Summaries(folder).size(), 251);
  fs::resize_file(file(), whole / 2);
  EXPECT_EQ(Summaries(folder).size(), 251);
  EXPECT_EQ(fs::file_size(file()), whole);
}

TEST_F(Index, IsDoneWithoutWhereItCannotBeWritten) {
  fs::create_directory(file());  // for root a folder is never read-only
  EXPECT_EQ(Summaries(folder).size(), 251);
  EXPECT_TRUE(fs::is_directory(file()));
}

TEST_F(Summary, OfFewFilesMakesNoIndex) {
  put("fnn", 1, 0.5);
  Summaries{folder};
  EXPECT_FALSE(fs::exists(folder / kIndexName));
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
