// What was written with a run is read again as the specification that it was written of.
#include "spec/recall.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "spec/canonical.hpp"
#include "written_experiment.hpp"

namespace assay::spec {
namespace {

using testing_support::FakeCatalogue;
using testing_support::kModel;
using testing_support::kRest;
using testing_support::run;

/// The configuration, and what it is after it was recalled and written again.
void expect_recalled(const std::string& yaml) {
  const std::string config = run(yaml).config();
  const std::string again = to_yaml(canonical(recall(config, FakeCatalogue())));
  EXPECT_EQ("seed: " + config.substr(6, config.find('\n') - 5) + again, config) << yaml;
}

TEST(Recall, GivesTheRunThatWasWritten) {
  expect_recalled(kRest + kModel);
  expect_recalled(kRest + "models: {m: [{dense: 3}, {swish: {beta: trainable}}, {dense: 1}]}\nmetrics: [accuracy]\n");
  expect_recalled(
      "experiment: e\ndata: {source: points, samples: 7, scale: minmax, split: {train: 4, test: 3, order: "
      "sequential}}\ntrain: {epochs: 9, batch: 2, loss: mse, optimizer: {adam: {lr: 0.5}}, clip: {norm: 1}, "
      "early_stopping: {metric: train.loss, patience: 3}, precision: float64, shuffle: false}\nsample: {count: "
      "5}\nseeds: [3]\n" +
      kModel);
}

TEST(Recall, GivesAGeneratorAndItsJudge) {
  expect_recalled(
      "experiment: e\ndata: {source: points}\ntrain: {epochs: 2, loss: mse, optimizer: adam, adversarial: "
      "{discriminator_steps: 2}}\nmodels: {gan: {generator: [{dense: 2}], discriminator: [{dense: 1}], "
      "latent: 3}}\n");
}

TEST(Recall, SaysWhatIsNoLongerThere) {
  std::string config = run(kRest + kModel).config();
  config.replace(config.find("dense"), 5, "danse");
  try {
    recall(config, FakeCatalogue());
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::results);
    EXPECT_NE(std::string(failure.what()).find("unknown layer or activation 'danse'; did you mean 'dense'?"),
              std::string::npos)
        << failure.what();
  }
}

}  // namespace
}  // namespace assay::spec
