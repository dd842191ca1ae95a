#include "store/query.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace assay::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Record run(const std::string& model, double accuracy, double lr = 0.1) {
  Record record;
  record.id = "0123456789abcdef";
  record.model = model;
  record.experiment = "digits";
  record.axes = {{"activation", "elu(alpha=0.5)"}, {"width", "64"}};
  record.final_values = {{"test.accuracy", accuracy}, {"best.validation.loss", 1 - accuracy}, {"parameters", 100}};
  record.config_leaves = {{"train.optimizer.adam.lr", lr}, {"train.batch", std::int64_t{32}}, {"train.shuffle", true}};
  record.timing = {"2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z", 60, 0, {}, {}};
  return record;
}

const std::vector<Record> kRuns{run("cnn", 0.99), run("rnn", 0.95, 0.01), run("lstm", 0.9)};

std::vector<std::size_t> chosen(const std::string& condition) {
  return Query(condition).select(kRuns, [](std::size_t i) {
    return std::vector<Column>{{"epoch", {1, 2, 3}}, {"validation_loss", {3, 1.0 + static_cast<double>(i), 2}}};
  });
}

std::string message(const std::string& condition) {
  try {
    chosen(condition);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::usage);
    return failure.what();
  }
  return "nothing";
}

TEST(Query, ComparesFinalValuesAsNumbers) { EXPECT_THAT(chosen("test.accuracy >= 0.95"), ElementsAre(0, 1)); }

TEST(Query, BindsAndCloserThanOr) {
  EXPECT_THAT(chosen("model = lstm or model = cnn and test.accuracy < 0.5"), ElementsAre(2));
  EXPECT_THAT(chosen("(model = lstm or model = cnn) and test.accuracy < 0.5"), IsEmpty());
}

TEST(Query, InvertsWithNot) { EXPECT_THAT(chosen("not model = cnn and not (model = rnn)"), ElementsAre(2)); }

TEST(Query, KnowsLists) {
  EXPECT_THAT(chosen("model in (cnn, lstm)"), ElementsAre(0, 2));
  EXPECT_THAT(chosen("model in [cnn]"), ElementsAre(0));
  EXPECT_THAT(chosen("model not in (cnn, 'lstm')"), ElementsAre(1));
  EXPECT_THAT(chosen("train.optimizer.adam.lr in(0.01,1e-3)"), ElementsAre(1));
}

TEST(Query, KnowsRegularExpressions) {
  EXPECT_THAT(chosen("model ~ '^.nn$'"), ElementsAre(0, 1));
  EXPECT_THAT(chosen("model !~ nn"), ElementsAre(2));
}

TEST(Query, TakesAComponentWithParametersForOneWord) {
  EXPECT_THAT(chosen("activation = elu(alpha=0.5) and width = 64.0"), ElementsAre(0, 1, 2));
}

TEST(Query, KnowsComponentsOfTheConfigurationByName) {
  EXPECT_THAT(chosen("train.optimizer = adam and train.shuffle = true"), ElementsAre(0, 1, 2));
}

TEST(Query, ComparesTimes) {
  EXPECT_THAT(chosen("started > 2026-11-19 and ended < 2026-11-20T11:00:00Z"), ElementsAre(0, 1, 2));
  EXPECT_THAT(chosen("started >= 2026-11-21"), IsEmpty());
  EXPECT_THAT(chosen("seconds > 30s and seconds < 1.5min"), ElementsAre(0, 1, 2));
  EXPECT_THAT(chosen("age > 1s"), ElementsAre(0, 1, 2));  // the runs ended in the past
}

TEST(Query, LooksOverEpochs) {
  EXPECT_THAT(chosen("best(validation.loss) < 0.02"), ElementsAre(0));
  EXPECT_THAT(chosen("min(validation.loss) >= 2"), ElementsAre(1, 2));
  EXPECT_THAT(chosen("max(validation.loss) = 3"), ElementsAre(0, 1, 2));
  EXPECT_THAT(chosen("auc(validation.loss) = 1.75"), ElementsAre(0));  // (3 + 1) / 2 and (1 + 2) / 2, over 2 epochs
}

TEST(OverEpochs, LeavesOutWhatWasNotMeasured) {
  const std::vector<double> values{std::nan(""), 4, std::nan(""), 2};
  EXPECT_EQ(over_epochs("auc", values), 3);
  EXPECT_EQ(over_epochs("last", values), 2);
  EXPECT_EQ(over_epochs("min", std::vector{std::nan("")}), std::nullopt);
}

TEST(Query, TellsWhichOutcomesItChoosesBy) {
  EXPECT_THAT(Query("test.accuracy > 0 and model = cnn and parameters < 200").outcomes(kRuns),
              ElementsAre("test.accuracy"));
  EXPECT_THAT(Query("status = complete or best(validation.loss) < 1").outcomes(kRuns),
              ElementsAre("status", "validation.loss"));
  EXPECT_THAT(Query("width = 64 and seed < 5").outcomes(kRuns), IsEmpty());
}

TEST(Query, SuggestsNamesThatAreNear) {
  EXPECT_EQ(message("modle = cnn"), "in the condition 'modle = cnn' no run has 'modle'; did you mean 'model'?");
  EXPECT_EQ(message("lr > 0"), "in the condition 'lr > 0' no run has 'lr'; did you mean train.optimizer.adam.lr?");
  EXPECT_EQ(message("best(validation.los) < 1"),
            "in the condition 'best(validation.los) < 1' no run has 'validation.los'; did you mean 'validation.loss'?");
  EXPECT_EQ(message("bset(validation.loss) < 1"),
            "in the condition 'bset(validation.loss) < 1' there is no function 'bset'; did you mean 'best'?");
}

TEST(Query, SaysWhatIsWrongWithACondition) {
  const std::string example = "; expected a condition such as 'model = lstm and units > 128'";
  EXPECT_EQ(message("model ="), "in the condition 'model =' it ends too early" + example);
  EXPECT_EQ(message("model = cnn rnn"), "in the condition 'model = cnn rnn' there is 'rnn' too many" + example);
  EXPECT_EQ(message("(model = cnn"), "in the condition '(model = cnn' a ')' is missing" + example);
  EXPECT_EQ(message("model = 'cnn"), "in the condition 'model = 'cnn' a closing ' is missing" + example);
  EXPECT_EQ(message("model is cnn"),
            "in the condition 'model is cnn' 'is' compares nothing; expected one of !=, !~, <, <=, =, >, >=, in and ~");
  EXPECT_EQ(message("model in cnn"),
            "in the condition 'model in cnn' after 'in' a list such as (relu, tanh) is expected");
  EXPECT_EQ(message("model in (cnn rnn)"),
            "in the condition 'model in (cnn rnn)' a list after 'in' needs commas between its values and a ')' at its "
            "end");
  EXPECT_EQ(
      message("model ~ '['"),
      "in the condition 'model ~ '['' '[' is no regular expression: it ends too early; write a backslash before a "
      "sign that is meant as such");
  EXPECT_EQ(message(std::string(200, '(') + "model = cnn"),
            "in the condition '" + std::string(200, '(') + "model = cnn' more than 100 conditions stand in each other");
}

}  // namespace
}  // namespace assay::store
