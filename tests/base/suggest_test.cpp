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

TEST(DidYouMean, IsAQuestion) { EXPECT_EQ(did_you_mean("adma", kKnown), "; did you mean 'adam'?"); }

TEST(DidYouMean, IsSilentWithoutAGuess) { EXPECT_EQ(did_you_mean("transformer", kKnown), ""); }

TEST(ListOf, SortsAndJoins) { EXPECT_EQ(list_of({"tanh", "elu", "relu"}), "elu, relu and tanh"); }

TEST(ListOf, LeavesOneAlone) { EXPECT_EQ(list_of({"elu"}), "elu"); }

}  // namespace
}  // namespace assay
