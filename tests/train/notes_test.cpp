#include "train/notes.hpp"

#include <gtest/gtest.h>

#include "components.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;
using testing_support::plugins;

std::string on_outputs(const std::string& layers, const std::string& loss, std::int64_t outputs = 3) {
  spec::RunSpec spec;
  spec.model.network = network(layers);
  spec.train.loss = component(loss, "loss");
  const auto made = plugins().make<Loss, float>(spec.train.loss);
  std::string all;
  for (const auto& note : notes_on_outputs(*made, spec, outputs)) all += note;
  return all;
}

TEST(Notes, TellOfASoftmaxBeforeASoftmax) {
  // ln(1 + 2/e) = 0.551, of one output 1 and two outputs 0
  const std::string told =
      "test:1:22: the last layer, 'softmax', gives numbers from 0 to 1, but loss 'softmax_cross_entropy' takes logits, "
      "of any size: its cross-entropy cannot fall below 0.55; leave 'softmax' out";
  EXPECT_EQ(on_outputs("[{dense: 3}, softmax]", "softmax_cross_entropy"), told);
  EXPECT_EQ(on_outputs("[{dense: 3}, softmax, flatten, {dropout: 0.1}]", "softmax_cross_entropy"), told);
  EXPECT_EQ(on_outputs("[[{dense: 3}, softmax], [flatten]]", "softmax_cross_entropy").substr(10),
            told.substr(10));  // a column further right
}

TEST(Notes, TellOfASigmoidBeforeASigmoid) {
  EXPECT_EQ(on_outputs("[{dense: 1}, sigmoid]", "sigmoid_cross_entropy", 1),
            "test:1:22: the last layer, 'sigmoid', gives numbers from 0 to 1, but loss 'sigmoid_cross_entropy' takes "
            "logits, of any size: every answer is class 1; leave 'sigmoid' out");
  // ln(1 + 1/e) = 0.313, of an output 1 for class 1
  EXPECT_EQ(on_outputs("[{dense: 1}, tanh]", "sigmoid_cross_entropy", 1),
            "test:1:22: the last layer, 'tanh', gives numbers from -1 to 1, but loss 'sigmoid_cross_entropy' takes "
            "logits, of any size: its cross-entropy cannot fall below 0.31; leave 'tanh' out");
}

TEST(Notes, TellOfCutLogits) {
  EXPECT_EQ(on_outputs("[{dense: 3}, relu]", "focal"),
            "test:1:22: the last layer, 'relu', gives no number below 0, but loss 'focal' takes logits, of any size: "
            "where it gives only 0 nothing is learned; leave 'relu' out");
  EXPECT_EQ(
      on_outputs("[{dense: 1}, relu]", "hinge", 1),
      "test:1:22: the last layer, 'relu', gives no number below 0, but loss 'hinge' takes numbers of either sign: "
      "every answer is class 1; leave 'relu' out");
}

TEST(Notes, TellOfWhatIsNoLogProbability) {
  EXPECT_EQ(
      on_outputs("[{dense: 3}]", "nll"),
      "test:1:11: the last layer, 'dense', gives no log-probabilities, which loss 'nll' takes: it can fall below 0 "
      "without bound; put log_softmax behind it, or take softmax_cross_entropy");
  EXPECT_EQ(
      on_outputs("[{dense: 3}, softmax]", "kl_divergence"),
      "test:1:22: the last layer, 'softmax', gives no log-probabilities, which loss 'kl_divergence' takes: it can "
      "fall below 0 without bound; put log_softmax behind it");
}

TEST(Notes, SayNothingOfWhatIsMeant) {
  EXPECT_EQ(on_outputs("[{dense: 3}]", "softmax_cross_entropy"), "");
  EXPECT_EQ(on_outputs("[{dense: 3}, log_softmax]", "softmax_cross_entropy"), "");  // it changes nothing
  EXPECT_EQ(on_outputs("[{dense: 3}, log_softmax, last_step]", "nll"), "");
  EXPECT_EQ(on_outputs("[relu, {dense: 3}]", "softmax_cross_entropy"), "");
  EXPECT_EQ(on_outputs("[{dense: 1}, sigmoid]", "mse", 1), "");
  EXPECT_EQ(on_outputs("[{dense: 1}, tanh]", "hinge", 1), "");
}

std::string on_batches(std::int64_t batch, std::int64_t samples) {
  spec::TrainSpec train;
  train.batch = batch;
  train.place = {"e.yaml", 5, 8};
  std::string all;
  for (const auto& note : notes_on_batches(train, samples)) all += note;
  return all;
}

TEST(Notes, TellOfABatchOfOne) {
  EXPECT_EQ(on_batches(32, 33),
            "e.yaml:5:8: 33 training samples in batches of 32 leave a last batch of one, where what batch_norm gives "
            "does not depend on the sample; choose another 'batch', or layer_norm");
  EXPECT_EQ(on_batches(1, 33),
            "e.yaml:5:8: batches of one sample, where what batch_norm gives does not depend on the sample; choose "
            "another 'batch', or layer_norm");
  EXPECT_EQ(on_batches(32, 34), "");
  EXPECT_EQ(on_batches(32, 64), "");
  EXPECT_NE(on_batches(32, 1), "");
}

std::string on_data(const std::string& source, std::int64_t classes, spec::Scale scale) {
  spec::RunSpec spec;
  spec.data.source = component(source, "data source");
  spec.data.target_scale = scale;
  spec.data.place = {"e.yaml", 2, 7};
  std::string all;
  for (const auto& note : notes_on_data(spec, classes)) all += note;
  return all;
}

TEST(Notes, TellOfClassesThatAreNotScaled) {
  EXPECT_EQ(on_data("{csv: {file: d.csv}}", 9, spec::Scale::standard),
            "e.yaml:2:7: the targets were taken for 9 classes, which 'target_scale' leaves as they are; if they are "
            "quantities, say targets: quantities");
  EXPECT_EQ(on_data("{csv: {file: d.csv}}", 0, spec::Scale::standard), "");
}

}  // namespace
}  // namespace assay::train
