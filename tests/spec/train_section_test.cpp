#include "spec/train_section.hpp"

#include <gtest/gtest.h>

#include "fake_catalogue.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

TrainSpec read(const std::string& yaml, bool adversarial = false) {
  const Node root = parse_yaml("train: " + yaml, "x");
  Diagnostics diagnostics;
  TrainSpec train = read_train(*root.find("train"), adversarial, testing_support::FakeCatalogue(), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return train;
}

TrainSpec with(const std::string& setting) { return read("{epochs: 3, loss: mse, optimizer: adam, " + setting + "}"); }

TEST(Train, HasDefaults) {
  const TrainSpec train = read("{epochs: 3, loss: mse, optimizer: adam}");
  EXPECT_EQ(train.epochs, 3);
  EXPECT_EQ(train.batch, 32);
  EXPECT_EQ(train.schedule.name, "");
  EXPECT_EQ(train.clip.rule, Clip::Rule::none);
  EXPECT_EQ(train.early_stopping.metric, "");
  EXPECT_TRUE(train.shuffle);
  EXPECT_EQ(train.precision, Precision::float32);
}

TEST(Train, ClipsByOneRule) {
  EXPECT_EQ(with("clip: {norm: 2}").clip.rule, Clip::Rule::norm);
  EXPECT_EQ(with("clip: {value: 0.5}").clip.rule, Clip::Rule::value);
  EXPECT_EQ(with("clip: {value: 0.5}").clip.limit, 0.5);
}

TEST(Train, StopsEarlyByValidationLossUnlessTold) {
  const EarlyStopping stopping = with("early_stopping: {patience: 4}").early_stopping;
  EXPECT_EQ(stopping.metric, "validation.loss");
  EXPECT_EQ(stopping.patience, 4);
  EXPECT_EQ(stopping.min_delta, 0);
}

TEST(Train, KnowsPrecisionAndOrder) {
  EXPECT_EQ(with("precision: float64").precision, Precision::float64);
  EXPECT_FALSE(with("shuffle: false").shuffle);
}

TEST(AdversarialTraining, HasALossByItself) {
  EXPECT_EQ(read("{epochs: 3, optimizer: adam}", true).loss.name, "sigmoid_cross_entropy");
}

TEST(AdversarialTraining, KeepsTheLossItIsGiven) {
  EXPECT_EQ(read("{epochs: 3, optimizer: adam, loss: mse}", true).loss.name, "mse");
}

TEST(AdversarialTraining, MayHaveAnOptimizerForEachPlayer) {
  const TrainSpec train = read(
      "{epochs: 3, optimizer: adam, adversarial: {discriminator_steps: 2, discriminator_optimizer: {sgd: 0.1}}}", true);
  EXPECT_EQ(train.adversarial.discriminator_steps, 2);
  EXPECT_EQ(train.adversarial.discriminator_optimizer.name, "sgd");
}

}  // namespace
}  // namespace assay::spec
