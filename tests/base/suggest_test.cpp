#include "base/suggest.hpp"

#include <gtest/gtest.h>

namespace assay {
namespace {

const std::vector<std::string> kKnown{"adam", "adagrad", "rmsprop", "sgd", "learning_rate", "softmax"};

TEST(Nearest, FindsAMissingLetter) { EXPECT_EQ(nearest("rmsprp", kKnown), "rmsprop"); }

TEST(Nearest, FindsAnExtraLetter) { EXPECT_EQ(nearest("sggd", kKnown), "sgd"); }

TEST(Nearest, CountsASwapAsOneEdit) { EXPECT_EQ(nearest("sdg", kKnown), "sgd"); }

TEST(Nearest, TakesAUniqueBeginning) { EXPECT_EQ(nearest("learning", kKnown), "learning_rate"); }

TEST(Nearest, LeavesAnAmbiguousBeginningAlone) {
  const std::vector<std::string> known{"validation.loss", "validation.accuracy"};
  EXPECT_EQ(nearest("validation", known), std::nullopt);
}

TEST(Nearest, DoesNotGuessWildly) { EXPECT_EQ(nearest("transformer", kKnown), std::nullopt); }

TEST(Nearest, IgnoresCapitalsAndUnderscores) {
  const std::vector<std::string> known{"relu", "relu6", "leaky_relu", "max_pool2d", "batch_norm", "dropout", "conv2d"};
  EXPECT_EQ(nearest("ReLU", known), "relu");
  EXPECT_EQ(nearest("LeakyReLU", known), "leaky_relu");
  EXPECT_EQ(nearest("leaky-relu", known), "leaky_relu");
  EXPECT_EQ(nearest("MaxPool2d", known), "max_pool2d");
  EXPECT_EQ(nearest("Conv2D", known), "conv2d");
  EXPECT_EQ(nearest("Dropout", known), "dropout");
  EXPECT_EQ(nearest("nn.ReLU", known), "relu");
  EXPECT_EQ(nearest("torch.nn.LeakyReLU", known), "leaky_relu");
}

TEST(Nearest, KnowsWhatOtherToolsCallIt) {
  const std::vector<std::string> losses{
      "softmax_cross_entropy", "sigmoid_cross_entropy", "mae", "mse", "smooth_l1", "huber", "nll", "hinge"};
  EXPECT_EQ(nearest("cross_entropy", losses), "softmax_cross_entropy");
  EXPECT_EQ(nearest("CrossEntropyLoss", losses), "softmax_cross_entropy");
  EXPECT_EQ(nearest("nn.BCEWithLogitsLoss", losses), "sigmoid_cross_entropy");
  EXPECT_EQ(nearest("bce", losses), "sigmoid_cross_entropy");
  EXPECT_EQ(nearest("l1", losses), "mae");
  EXPECT_EQ(nearest("mse_loss", losses), "mse");
  EXPECT_EQ(nearest("MSELoss", losses), "mse");
  EXPECT_EQ(nearest("HuberLoss", losses), "huber");
  EXPECT_EQ(nearest("SmoothL1Loss", losses), "smooth_l1");
  const std::vector<std::string> layers{"dense", "identity", "batch_norm", "global_avg_pool", "max_pool2d"};
  EXPECT_EQ(nearest("Linear", layers), "dense");
  EXPECT_EQ(nearest("BatchNorm2d", layers), "batch_norm");
  EXPECT_EQ(nearest("BatchNormalization", layers), "batch_norm");
  EXPECT_EQ(nearest("MaxPooling2D", layers), "max_pool2d");
  EXPECT_EQ(nearest("AdaptiveAvgPool2d", layers), "global_avg_pool");
  EXPECT_EQ(nearest("learning_rate", std::vector<std::string>{"lr", "beta1"}), "lr");
  EXPECT_EQ(nearest("StepLR", std::vector<std::string>{"step", "cosine"}), "step");
}

TEST(Nearest, PrefersWhatBeginsAlike) {
  EXPECT_EQ(nearest("acc", std::vector<std::string>{"auc", "accuracy"}), "accuracy");
  EXPECT_EQ(nearest("val.los", std::vector<std::string>{"test.loss", "val.loss"}), "val.loss");
  EXPECT_EQ(nearest("best", std::vector<std::string>{"rest", "bets"}), "bets");
}

TEST(DidYouMean, IsAQuestion) { EXPECT_EQ(did_you_mean("adma", kKnown), "; did you mean 'adam'?"); }

TEST(DidYouMean, IsSilentWithoutAGuess) { EXPECT_EQ(did_you_mean("transformer", kKnown), ""); }

TEST(ListOf, SortsAndJoins) { EXPECT_EQ(list_of({"tanh", "elu", "relu"}), "elu, relu and tanh"); }

TEST(ListOf, LeavesOneAlone) { EXPECT_EQ(list_of({"elu"}), "elu"); }

}  // namespace
}  // namespace assay
