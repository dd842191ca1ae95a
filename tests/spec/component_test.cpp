#include "spec/component.hpp"

#include <array>

#include <gtest/gtest.h>

#include "fake_catalogue.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

const testing_support::FakeCatalogue kCatalogue;

struct Reading {
  Component component;
  std::vector<std::string> messages;
};

Reading read(const std::string& yaml, std::string_view kind) {
  const Node root = parse_yaml("c: " + yaml, "x");
  Diagnostics diagnostics;
  const std::array kinds{kind};
  Component component = read_component(*root.find("c"), kinds, kCatalogue, diagnostics);
  return {std::move(component), diagnostics.messages()};
}

std::vector<std::string> one(const std::string& message) { return {message}; }

TEST(Component, IsANameWithDefaults) {
  const auto [adam, messages] = read("adam", "optimizer");
  EXPECT_TRUE(messages.empty());
  EXPECT_EQ(adam.kind, "optimizer");
  EXPECT_EQ(adam.name, "adam");
  EXPECT_EQ(adam.real("lr"), 0.001);
  EXPECT_EQ(adam.real("beta1"), 0.9);
}

TEST(Component, TakesOneValueForItsFirstParameter) {
  const auto dense = read("{dense: 64}", "layer").component;
  EXPECT_EQ(dense.integer("units"), 64);
  EXPECT_TRUE(dense.boolean("bias"));
}

TEST(Component, TakesParametersByNameInDeclaredOrder) {
  const auto dense = read("{dense: {bias: false, units: 3}}", "layer").component;
  ASSERT_EQ(dense.arguments.size(), 2U);
  EXPECT_EQ(dense.arguments[0].name, "units");
  EXPECT_EQ(dense.integer("units"), 3);
  EXPECT_FALSE(dense.boolean("bias"));
}

TEST(Component, TakesOneIntegerForAListOfOne) {
  EXPECT_EQ(read("{conv: {filters: 2, kernel: 7}}", "layer").component.integers("kernel"),
            (std::vector<std::int64_t>{7}));
  EXPECT_EQ(read("{conv: 2}", "layer").component.integers("kernel"), (std::vector<std::int64_t>{3, 5}));
}

TEST(Component, HasAnInnerActivationWithItsOwnParameters) {
  const auto rnn = read("{rnn: {units: 2, activation: {elu: 0.5}}}", "layer").component;
  const auto& inner = std::get<Component>(rnn.argument("activation").value);
  EXPECT_EQ(inner.name, "elu");
  EXPECT_EQ(inner.real("alpha"), 0.5);
  EXPECT_EQ(std::get<Component>(read("{rnn: 2}", "layer").component.argument("activation").value).name, "tanh");
}

TEST(Component, HasTextsAndTables) {
  EXPECT_EQ(read("{csv: {file: a b.csv}}", "data source").component.text("file"), "a b.csv");
  const auto table = read("{table: [[1, 2], [3, 4.5]]}", "data source").component.table("inputs");
  EXPECT_EQ(table.rows, 2);
  EXPECT_EQ(table.columns, 2);
  EXPECT_EQ(table.numbers, (std::vector<double>{1, 2, 3, 4.5}));
}

TEST(Trainable, StartsFromTheDefault) {
  const auto swish = read("{swish: {beta: trainable}}", "activation").component;
  EXPECT_TRUE(swish.argument("beta").trainable);
  EXPECT_EQ(swish.real("beta"), 1.0);
}

TEST(Trainable, StartsFromAValue) {
  const auto swish = read("{swish: {beta: {trainable: 1.5}}}", "activation").component;
  EXPECT_TRUE(swish.argument("beta").trainable);
  EXPECT_EQ(swish.real("beta"), 1.5);
}

TEST(Trainable, MayBePerChannel) {
  for (const char* yaml : {"{swish: {beta: trainable per channel}}", "{swish: {beta: {trainable: 1, per: channel}}}"}) {
    const auto beta = read(yaml, "activation").component.argument("beta");
    EXPECT_TRUE(beta.trainable && beta.per_channel) << yaml;
  }
  EXPECT_FALSE(
      read("{swish: {beta: {trainable: 1, per: layer}}}", "activation").component.argument("beta").per_channel);
}

TEST(Trainable, IsPerLayerOrPerChannel) {
  EXPECT_EQ(read("{swish: {beta: {trainable: 1, per: unit}}}", "activation").messages,
            one("x:1:34: found 'per' beside 'trainable' of 'beta' of activation 'swish'; expected per: layer, or per: "
                "channel"));
  EXPECT_EQ(read("{swish: {beta: trainable per unit}}", "activation").messages,
            one("x:1:19: 'beta' of activation 'swish' is 'trainable per unit'; expected float, trainable, or trainable "
                "per channel"));
}

TEST(Trainable, IsAlwaysWhatThePluginLearns) {
  EXPECT_TRUE(read("prelu", "activation").component.argument("slope").trainable);
  const auto slope = read("{prelu: 0.1}", "activation").component.argument("slope");
  EXPECT_TRUE(slope.trainable);
  EXPECT_EQ(std::get<double>(slope.value), 0.1);
}

TEST(Component, HasListsOfNumbers) {
  const auto weights = [](const char* yaml) {
    return std::get<std::vector<double>>(read(yaml, "loss").component.argument("weights").value);
  };
  EXPECT_EQ(weights("weighted"), std::vector<double>());
  EXPECT_EQ(weights("{weighted: 2}"), std::vector<double>{2});
  EXPECT_EQ(weights("{weighted: [0.5, 1e-3]}"), (std::vector<double>{0.5, 1e-3}));
  EXPECT_EQ(read("{weighted: [1, -1]}", "loss").messages,
            one("x:1:19: 'weights' of loss 'weighted' is the number -1; expected number or list of numbers >= 0"));
}

TEST(Trainable, IsNotAFixedValue) {
  EXPECT_FALSE(read("{swish: 1.5}", "activation").component.argument("beta").trainable);
}

TEST(Trainable, IsRefusedWhereNotDeclared) {
  EXPECT_EQ(read("{elu: {alpha: {trainable: 1}}}", "activation").messages,
            one("x:1:18: 'alpha' of activation 'elu' cannot be trained; expected float > 0"));
}

TEST(Trainable, WantsANumber) {
  EXPECT_EQ(read("{swish: {beta: {trainable: soon}}}", "activation").messages,
            one("x:1:31: 'beta' of activation 'swish' is 'soon'; expected float, or trainable"));
}

TEST(Component, SuggestsAParameterByItsMeaning) {
  EXPECT_EQ(read("{adam: {learning_rte: 1}}", "optimizer").messages,
            one("x:1:12: unknown parameter 'learning_rte' of optimizer 'adam'; did you mean 'lr' (float > 0, default "
                "0.001)?"));
}

TEST(Component, ListsItsParametersWhereNoneIsNear) {
  EXPECT_EQ(read("{adam: {qqqq: 1}}", "optimizer").messages,
            one("x:1:12: unknown parameter 'qqqq' of optimizer 'adam'; it has beta1 and lr"));
}

TEST(Component, NamesWhatIsMissing) {
  EXPECT_EQ(read("sgd", "optimizer").messages,
            one("x:1:4: optimizer 'sgd' needs 'lr' (float > 0, required): learning rate"));
}

TEST(Component, TellsEverythingThatIsWrong) {
  EXPECT_EQ(read("{conv: {filters: 0, kernel: [0, x], padding: sam}}", "layer").messages,
            (std::vector<std::string>{
                "x:1:21: 'filters' of layer 'conv' is the number 0; expected integer >= 1",
                "x:1:33: 'kernel' of layer 'conv' is the number 0; expected integer or list of integers >= 1",
                "x:1:36: 'kernel' of layer 'conv' is 'x'; expected integer or list of integers >= 1",
                "x:1:49: 'padding' of layer 'conv' is 'sam'; expected one of same and valid; did you mean 'same'?"}));
}

TEST(Component, IsAmbiguousInTwoKinds) {
  const Node root = parse_yaml("c: twin", "x");
  Diagnostics diagnostics;
  static constexpr std::array<std::string_view, 2> kKinds{"layer", "activation"};
  read_component(*root.find("c"), kKinds, kCatalogue, diagnostics);
  EXPECT_EQ(diagnostics.messages(), one("x:1:4: 'twin' is both a layer and an activation"));
}

TEST(Component, HasOnlyDeclaredArguments) {
  const auto adam = read("adam", "optimizer").component;
  try {
    adam.real("momentum");
    FAIL() << "found a parameter that is not there";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "optimizer 'adam' has no parameter 'momentum'");
  }
}

TEST(Parameter, IsDescribedWithTypeRangeAndDefault) {
  EXPECT_EQ(describe(real("a", 0.25, "", between(0, 1))), "float in [0, 1], default 0.25");
  EXPECT_EQ(describe(integer("a", required, "", at_least(1))), "integer >= 1, required");
  EXPECT_EQ(describe(boolean("a", true, "")), "true or false, default true");
  EXPECT_EQ(describe(choice("a", "mean", "sum|mean", "")), "one of mean and sum, default mean");
  EXPECT_EQ(describe(activation("a", "tanh", "")), "activation, default tanh");
  EXPECT_EQ(describe(text("a", "", "")), "text, default none");
}

}  // namespace
}  // namespace assay::spec
