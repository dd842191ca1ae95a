#include "train/domain.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "components.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::plugins;

/// What a user is told of these targets, `target` being a sample's shape; "" where they are taken.
template <class T>
std::string told(const std::string& loss, const Shape& y, const Shape& target, const std::vector<double>& targets,
                 const std::string& source = "{csv: {file: d.csv}}", spec::Scale scale = spec::Scale::none) {
  data::Dataset<T> data;
  data.target = target;
  data.files = {{source.find("hdf5") == std::string::npos ? "d.csv" : "data.h5", 0, ""}};
  if (target.size() == 1) data.target_names = {"kind"};
  data.rows = static_cast<std::int64_t>(targets.size()) / target.size();
  data.targets = std::vector<T>(targets.begin(), targets.end());
  spec::DataSpec spec;
  spec.source = component(source, "data source");
  spec.target_scale = scale;
  const auto chosen = component(loss, "loss");
  try {
    check_targets(*plugins().make<Loss, T>(chosen), chosen.name, y, data, spec);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    return failure.what();
  }
  return "";
}

std::string of_rows(const std::string& loss, const std::vector<double>& targets) {
  return told<float>(loss, {8, 3}, {}, targets);
}

TEST(Domain, OfClassesHasNoNegativeNumber) {
  EXPECT_EQ(
      told<float>("softmax_cross_entropy", {8, 2}, {}, {1, -1, 0}, "{hdf5: {file: data.h5}}"),
      "data.h5: /y holds class -1 in row 1 counted from 0; loss 'softmax_cross_entropy' takes class numbers from 0 "
      "to 1; number the classes from 0, or have such targets left out: softmax_cross_entropy: {ignore: -1}");
}

TEST(Domain, OfClassesEndsWithTheOutputs) {
  const std::string rest =
      " in row 0, place 3 counted from 0; loss 'focal' takes class numbers from 0 to 2; give the network an output for "
      "each class, numbered from 0";
  EXPECT_EQ(told<float>("focal", {8, 4, 3}, {4}, {0, 1, 2, 3}), "d.csv: the targets hold class 3" + rest);
  EXPECT_EQ(told<double>("focal", {8, 4, 3}, {4}, {0, 1, 2, 1e12}), "d.csv: the targets hold class 1e+12" + rest);
  EXPECT_EQ(told<double>("focal", {8, 4, 3}, {4}, {0, 1, 2, std::nan("")}), "d.csv: the targets hold class nan" + rest);
}

TEST(Domain, OfClassesIsWholeNumbers) {
  for (const std::string loss : {"softmax_cross_entropy", "focal", "nll"}) {
    EXPECT_NE(of_rows(loss, {0, 0.5}).find("holds class 0.5 in row 1"), std::string::npos) << loss;
    EXPECT_NE(told<double>(loss, {8, 3}, {}, {0, 1.5}).find("holds class 1.5 in row 1"), std::string::npos) << loss;
    EXPECT_NE(of_rows(loss, {0, std::nan("")}).find("holds class nan"), std::string::npos) << loss;
    EXPECT_NE(of_rows(loss, {0, 179000.5}).find("holds class 179000.5"), std::string::npos) << loss;
  }
}

TEST(Domain, LetsThroughWhatTheLossLeavesOut) {
  for (const int ignore : {-100, -1, 0, 2, 7}) {
    const std::string loss = "{softmax_cross_entropy: {ignore: " + std::to_string(ignore) + "}}";
    EXPECT_EQ(of_rows(loss, {0, 1, 2, static_cast<double>(ignore)}), "") << ignore;
    EXPECT_NE(of_rows(loss, {0, 1, 2, 3}), "") << ignore;
  }
}

TEST(Domain, OfMarginsIsZeroOrOne) {
  for (const std::string loss : {"hinge", "perceptron"}) {
    EXPECT_EQ(of_rows(loss, {0, 1, 1}), "");
    EXPECT_EQ(of_rows(loss, {0, 1, -1}), "d.csv: column 'kind' holds -1 in row 2 counted from 0; loss '" + loss +
                                             "' takes 0 or 1; write 0 for -1, or have labels numbered with 'targets: "
                                             "classes'");
    EXPECT_NE(of_rows(loss, {0.5}), "");
    EXPECT_NE(of_rows(loss, {2}), "");
  }
}

TEST(Domain, OfProbabilitiesOfYesIsFromZeroToOne) {
  EXPECT_EQ(of_rows("sigmoid_cross_entropy", {0, 0.25, 1}), "");
  EXPECT_EQ(of_rows("sigmoid_cross_entropy", {0, -1}),
            "d.csv: column 'kind' holds -1 in row 1 counted from 0; loss 'sigmoid_cross_entropy' takes numbers from 0 "
            "to 1; write 0 for -1, or have labels numbered with 'targets: classes'");
  EXPECT_EQ(of_rows("sigmoid_cross_entropy", {0, 250000}),
            "d.csv: column 'kind' holds 250000 in row 1 counted from 0; loss 'sigmoid_cross_entropy' takes numbers "
            "from 0 to 1; take a loss of quantities such as mse");
}

TEST(Domain, IsAskedOfScaledTargets) {
  EXPECT_EQ(
      told<float>("sigmoid_cross_entropy", {8, 1}, {1}, {0, -1.5}, "{csv: {file: d.csv}}", spec::Scale::standard),
      "d.csv: column 'kind' holds -1.5 in row 1 counted from 0; loss 'sigmoid_cross_entropy' takes numbers from "
      "0 to 1; 'target_scale' changes what the loss sees; leave it out, or take a loss of quantities such as mse");
}

TEST(Domain, OfDistributionsAddsUpToOne) {
  const auto of = [](const std::vector<double>& targets) {
    return told<float>("kl_divergence", {8, 3}, {3}, targets, "{table: {inputs: [[0]], targets: [[1]]}}");
  };
  EXPECT_EQ(of({0.2, 0.3, 0.5, 0, 0, 1}), "");
  EXPECT_EQ(of({0.333, 0.333, 0.333}), "");  // three digits are what people write
  EXPECT_EQ(of({0.2, 0.3, 0.5, 0.5, 0.5, 0.5}),
            "d.csv: the targets add up to 1.5 in row 1, place 0 counted from 0; loss 'kl_divergence' takes "
            "numbers from 0 to 1 that add up to 1; divide each row by its sum");
  EXPECT_NE(of({0.3, 0.3, 0.3}), "");
  EXPECT_NE(of({3, 4, 5}), "");
  EXPECT_NE(of({-0.5, 0.5, 1}), "");
}

TEST(Domain, OfQuantitiesIsFinite) {
  EXPECT_EQ(told<double>("mse", {8, 1}, {1}, {-1e300, 0.5}), "");
  for (const double odd : {std::nan(""), std::numeric_limits<double>::infinity()})
    EXPECT_NE(told<double>("mae", {8, 1}, {1}, {0, odd}), "");
}

std::string told_of_tokens(const std::vector<double>& tokens, std::int64_t vocabulary, double padding = std::nan("")) {
  data::Dataset<float> data;
  data.input = Shape({3});
  data.files = {{"data.h5", 0, ""}};
  data.rows = static_cast<std::int64_t>(tokens.size()) / 3;
  data.inputs = std::vector<float>(tokens.begin(), tokens.end());
  spec::DataSpec spec;
  spec.source = component("{hdf5: {file: data.h5, inputs: /tokens}}", "data source");
  try {
    check_tokens(vocabulary, padding, data, spec);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    return failure.what();
  }
  return "";
}

TEST(Tokens, LieWithinTheVocabulary) {
  EXPECT_EQ(told_of_tokens({0, 1, 2, 2, 1, 0}, 3), "");
  const std::string rest =
      "; the network takes tokens from 0 to 2; give its first layer a vocabulary of all tokens, numbered from 0";
  EXPECT_EQ(told_of_tokens({0, 1, 2, 2, 3, 0}, 3), "data.h5: /tokens: token 3 in row 1, place 1 counted from 0" + rest);
  EXPECT_EQ(told_of_tokens({0, -1, 2}, 3), "data.h5: /tokens: token -1 in row 0, place 1 counted from 0" + rest);
  EXPECT_EQ(told_of_tokens({0, 1, 0.5}, 3), "data.h5: /tokens: token 0.5 in row 0, place 2 counted from 0" + rest);
}

TEST(Tokens, MayEndInPadding) {
  EXPECT_EQ(told_of_tokens({0, -1, -1, -1, -1, -1}, 3, -1), "");
  EXPECT_NE(told_of_tokens({-1, 0, 1}, 3, -1), "");
}

TEST(Tokens, MayBeAnyNumbersToOtherLayers) { EXPECT_EQ(told_of_tokens({-3, 0.5, 1e9}, 0), ""); }

}  // namespace
}  // namespace assay::train
