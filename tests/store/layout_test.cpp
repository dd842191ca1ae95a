#include "store/layout.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "h5/message_of.hpp"
#include "store/example_record.hpp"

namespace assay::store {
namespace {

using testing::ElementsAre;

h5::Reader encoded(const Record& record) { return h5::Reader(encode(record).bytes, "run.h5"); }

std::string text(const h5::Reader& reader, const std::string& path, const std::string& name) {
  return std::get<std::string>(reader.attribute(path, name).value());
}

TEST(Layout, KeepsEverythingOfARecord) { EXPECT_EQ(decode(encoded(example_record())), example_record()); }

TEST(Layout, KeepsARecordOfARunThatFailedAtOnce) {
  Record record;
  record.id = "0";
  record.experiment = "e";
  record.model = "m";
  record.status = Status::failed;
  record.message = "no room";
  EXPECT_EQ(decode(encoded(record)), record);
}

TEST(Layout, KeepsTheLargestSeed) {
  Record record = example_record();
  record.seed = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(decode(encoded(record)).seed, record.seed);
}

TEST(Layout, KeepsWhatWasNotMeasured) {
  Record record = example_record();
  record.metrics[1].values[0] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(decode(encoded(record)).metrics[1].values[0]));
}

TEST(Layout, KeepsOptimizerStateOfHundredsOfParameters) {
  Record record = example_record();
  record.optimizer.clear();
  for (int i = 0; i < 300; ++i) record.optimizer.push_back({"exp_avg/" + std::to_string(i) + ".weight", floats({1})});
  EXPECT_EQ(decode(encoded(record)).optimizer, record.optimizer);
}

TEST(Layout, SummaryLeavesOutWhatIsLarge) {
  Record expected = example_record();
  expected.metrics.clear();
  for (auto* arrays : {&expected.weights, &expected.weights_initial, &expected.weights_best, &expected.weights_average,
                       &expected.buffers, &expected.optimizer, &expected.samples})
    arrays->clear();
  expected.sample_text.clear();
  expected.test_rows.clear();
  expected.timing.epoch_seconds.clear();
  expected.timing.samples_per_second.clear();
  expected.timing.peak_memory = 0;
  expected.preparation = {};
  const auto data = expected.environment.data;
  expected.environment = {};
  expected.environment.data = data;
  EXPECT_EQ(decode_summary(encoded(example_record())), expected);
}

TEST(Layout, SaysWhatItIs) {
  const h5::Reader reader = encoded(example_record());
  EXPECT_EQ(text(reader, "/", "format"), "assay");
  EXPECT_EQ(reader.attribute("/", "format_major"), h5::Attribute(std::int64_t{1}));
  EXPECT_EQ(reader.attribute("/", "format_minor"), h5::Attribute(std::int64_t{2}));
}

// What older programs wrote keeps its bytes when it is packed and unpacked.
TEST(Layout, HasTheMinorVersionOfWhatItHolds) {
  Record record = example_record();
  const auto minor = [&] { return encoded(record).attribute("/", "format_minor"); };
  record.test_rows.clear();
  EXPECT_EQ(minor(), h5::Attribute(std::int64_t{2}));
  record.fold = record.repeat = -1;
  EXPECT_EQ(minor(), h5::Attribute(std::int64_t{2}));
  record.preparation.steps.clear();
  record.preparation.class_weights.clear();
  EXPECT_EQ(minor(), h5::Attribute(std::int64_t{1}));
  record.preparation = {};
  record.environment.folder.clear();
  EXPECT_EQ(minor(), h5::Attribute(std::int64_t{0}));
}

// They follow from configuration and data: results of before have the digest that they had.
TEST(Layout, LeavesTheTestRowsOutOfTheDigest) {
  Record record = example_record();
  const std::string digest = encode(record).result;
  record.test_rows = {1};
  EXPECT_EQ(encode(record).result, digest);
  record.fold = 2;
  EXPECT_NE(encode(record).result, digest);
}

TEST(Layout, HasNoFoldWithoutFolds) {
  Record record = example_record();
  record.fold = record.repeat = -1;
  EXPECT_FALSE(encoded(record).attribute("/", "fold"));
  EXPECT_EQ(decode(encoded(record)), record);
}

TEST(Layout, RefusesFoldsAndRowsThatAreNone) {
  Record record = example_record();
  record.test_rows = {3, -1};
  EXPECT_EQ(message_of([&] { decode(encoded(record)); }), "run.h5: damaged: test row -1 is no row");
  record = example_record();
  record.repeat = -2;
  EXPECT_EQ(message_of([&] { decode(encoded(record)); }),
            "run.h5: damaged: it is of fold 3 and repeat -2; expected numbers from 0, or none");
}

TEST(Layout, HasTheseGroups) {
  EXPECT_THAT(encoded(example_record()).names("/"),
              ElementsAre("config", "metrics", "final", "preparation", "weights", "weights_initial", "weights_best",
                          "weights_average", "buffers", "checkpoint", "samples", "timing", "environment"));
}

TEST(Layout, LeavesOutGroupsThatHoldNothing) {
  EXPECT_THAT(encoded(Record()).names("/"),
              ElementsAre("config", "metrics", "final", "checkpoint", "timing", "environment"));
}

TEST(Layout, TellsViewersWhatToPlot) {
  const h5::Reader reader = encoded(example_record());
  EXPECT_EQ(text(reader, "/", "default"), "/metrics");
  EXPECT_EQ(text(reader, "/metrics", "signal"), "validation_loss");
  EXPECT_EQ(reader.attribute("/metrics", "auxiliary_signals"), h5::Attribute(std::vector<std::string>{"train_loss"}));
}

TEST(Layout, PlotsTheTrainingLossWhereNothingWasValidated) {
  Record record = example_record();
  record.metrics = {{"epoch", {1}}, {"gradient_norm", {1}}, {"train_loss", {1}}};
  EXPECT_EQ(text(encoded(record), "/metrics", "signal"), "train_loss");
}

TEST(Layout, GivesEpochsAsIntegers) {
  EXPECT_EQ(encoded(example_record()).array("/metrics/epoch"), (Array{{3}, std::vector<std::int64_t>{1, 2, 3}}));
}

TEST(Layout, GivesUnits) {
  const h5::Reader reader = encoded(example_record());
  EXPECT_EQ(text(reader, "/metrics/bits_per_character", "units"), "bit");
  EXPECT_EQ(text(reader, "/metrics/train_loss", "units"), "1");
  EXPECT_EQ(text(reader, "/timing/epoch_seconds", "units"), "s");
}

TEST(Layout, StoresItsDigest) {
  const Encoded file = encode(example_record());
  EXPECT_EQ(text(h5::Reader(file.bytes, "run.h5"), "/", "result_sha256"), file.result);
}

TEST(Layout, GivesEqualBytesForEqualRecords) {
  EXPECT_EQ(encode(example_record()).bytes, encode(example_record()).bytes);
}

/// The same run on another machine at another time.
Record elsewhere() {
  Record record = example_record();
  record.timing = {"2002-02-03T04:05:06Z", "2002-02-03T04:06:06Z", 60, 1000000, {20, 20, 20}, {50, 50, 50}};
  record.environment = {};
  record.environment.host = "a machine with a much longer name";
  return record;
}

TEST(Layout, GivesEqualDigestsForTheSameRunElsewhere) {
  EXPECT_EQ(encode(example_record()).result, encode(elsewhere()).result);
}

TEST(Layout, GivesEqualContentsForTheSameRunElsewhere) {
  Record one = decode(encoded(example_record())), other = decode(encoded(elsewhere()));
  one.timing = other.timing;
  one.environment = other.environment;
  EXPECT_EQ(encode(one).bytes, encode(other).bytes);
}

/// As a trial of a search.
Record trial() {
  Record record = example_record();
  record.environment.search = {"0123456789abcdef",
                               "trial",
                               7,
                               3,
                               "validation.loss",
                               "tpe",
                               {"lr", "act"},
                               {"log(1e-4, 1e-1)", "[relu,tanh]"},
                               0};
  return record;
}

TEST(Layout, ReadsBackOfWhichSearchARunIsATrial) {
  EXPECT_EQ(decode(encoded(trial())).environment, trial().environment);
  EXPECT_EQ(decode_summary(encoded(trial())).environment.search, trial().environment.search);
}

TEST(Layout, GivesEqualDigestsForATrialAndForTheSameRunOfAGrid) {
  EXPECT_EQ(encode(trial()).result, encode(example_record()).result);
  EXPECT_EQ(encoded(trial()).attribute("/", "format_minor"), h5::Attribute(std::int64_t{3}));
}

TEST(Layout, GivesAnotherDigestForAnotherBitOfAWeight) {
  Record other = example_record();
  auto& numbers = std::get<std::vector<float>>(other.weights[0].array.numbers);
  numbers[5] = std::nextafter(numbers[5], 1e9f);
  EXPECT_NE(encode(example_record()).result, encode(other).result);
}

TEST(Layout, StoresTextThatIsNotUtf8) {
  Record record = example_record();
  record.sample_text = "caf\xe9";
  EXPECT_EQ(decode(encoded(record)).sample_text, "caf\xef\xbf\xbd");
}

// ---- files that lack something, or have it otherwise

/// The file of a record without one attribute or object, or with another value instead. It has what decode() asks for
/// up to /timing/epoch_seconds.
class Incomplete {
 public:
  /// `what` is "/path" or "/path@name".
  explicit Incomplete(std::string what, std::optional<h5::Attribute> instead = {})
      : what_(std::move(what)), instead_(std::move(instead)) {}

  std::string message() {
    for (const char* name : {"run_id", "experiment", "question", "model", "message"}) put("/", name, std::string("x"));
    put("/", "seed", std::int64_t{1});
    put("/", "status", std::string("complete"));
    for (const char* path : {"/config/yaml", "/config/input"})
      if (path != what_) writer_.write(path, std::string("text"));
    for (const char* group : {"/config/axes", "/metrics", "/final", "/checkpoint", "/timing", "/environment"})
      if (group != what_) writer_.group(group);
    put("/final", "test.loss", 0.5);
    put("/checkpoint", "steps", std::int64_t{1});
    put("/timing", "started", std::string("x"));
    put("/timing", "ended", std::string("x"));
    put("/timing", "seconds", 1.0);
    if (what_ == "/weights/0.weight") {
      writer_.group("/weights");
      writer_.attribute("/weights", "order", std::vector<std::string>{"0.weight"});
    }
    return message_of([&] { decode(h5::Reader(writer_.finish(), "run.h5")); });
  }

 private:
  void put(const std::string& path, const std::string& name, const h5::Attribute& value) {
    if (path == what_) return;
    if (path + '@' + name != what_) return writer_.attribute(path, name, value);
    if (instead_) writer_.attribute(path, name, *instead_);
  }

  h5::Writer writer_;
  std::string what_;
  std::optional<h5::Attribute> instead_;
};

TEST(Layout, NamesAMissingAttribute) {
  EXPECT_EQ(Incomplete("/@run_id").message(), "run.h5: no attribute 'run_id' of '/'");
}

TEST(Layout, NamesAnAttributeOfAnotherType) {
  EXPECT_EQ(Incomplete("/@seed", std::string("seven")).message(), "run.h5: attribute 'seed' of '/' is not an integer");
}

TEST(Layout, NamesAnUnknownStatus) {
  EXPECT_EQ(Incomplete("/@status", std::string("done")).message(),
            "run.h5: unknown status 'done'; expected complete, diverged, failed, crashed, timeout or running");
}

TEST(Layout, NamesAMissingDataSet) {
  EXPECT_EQ(Incomplete("/config/yaml").message(), "run.h5: no object '/config/yaml'");
}

TEST(Layout, NamesAMissingGroup) { EXPECT_EQ(Incomplete("/final").message(), "run.h5: no object '/final'"); }

TEST(Layout, NamesAFinalValueThatIsNoNumber) {
  EXPECT_EQ(Incomplete("/final@test.loss", std::string("low")).message(),
            "run.h5: attribute 'test.loss' of '/final' is not a floating-point number");
}

TEST(Layout, NamesWhatALaterPartLacks) {
  EXPECT_EQ(Incomplete("nothing").message(), "run.h5: no object '/timing/epoch_seconds'");
}

TEST(Layout, NamesAWeightThatItsOrderPromises) {
  EXPECT_EQ(Incomplete("/weights/0.weight").message(), "run.h5: no object '/weights/0.weight'");
}

}  // namespace
}  // namespace assay::store
