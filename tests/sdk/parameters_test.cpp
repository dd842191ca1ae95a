#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <assay/parameters.hpp>

namespace assay {
namespace {

TEST(Range, HoldsItsEndsUnlessTheyAreOpen) {
  EXPECT_TRUE(between(0, 1).contains(0));
  EXPECT_TRUE(between(0, 1).contains(1));
  EXPECT_FALSE(between(0, 1).contains(1.0000001));
  EXPECT_TRUE(from_below(0, 1).contains(0));
  EXPECT_FALSE(from_below(0, 1).contains(1));
  EXPECT_FALSE(positive.contains(0));
  EXPECT_TRUE(positive.contains(1e-300));
  EXPECT_TRUE(at_least(1).contains(1));
  EXPECT_FALSE(at_least(1).contains(0.999));
}

TEST(Range, NeverHoldsNan) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(any.contains(nan));
  EXPECT_FALSE(positive.contains(nan));
}

TEST(Range, WithoutEndsHoldsInfinity) { EXPECT_TRUE(any.contains(std::numeric_limits<double>::infinity())); }

TEST(ParameterSpec, IsConstantDataBeforeAnyCodeRuns) {
  constexpr ParameterSpec spec = real("lr", 0.001, "learning rate", positive);
  static_assert(spec.type == ParameterType::real && spec.number == 0.001 && !spec.is_required);
  static_assert(!spec.range.contains(0.0));
  EXPECT_STREQ(spec.name, "lr");
}

TEST(ParameterSpec, WithoutDefaultIsRequired) {
  EXPECT_TRUE(real("x", required, "").is_required);
  EXPECT_TRUE(integer("x", required, "").is_required);
  EXPECT_TRUE(integers("x", required, "").is_required);
  EXPECT_TRUE(text("x", required, "").is_required);
  EXPECT_TRUE(table("x", required, "").is_required);
  EXPECT_FALSE(integer("x", 3, "").is_required);
}

TEST(ParameterSpec, OnlyTrainableMayBeLearned) {
  EXPECT_TRUE(trainable("beta", 1.0, "").is_trainable);
  EXPECT_FALSE(real("beta", 1.0, "").is_trainable);
}

TEST(Arguments, GiveBackWhatWasSet) {
  Arguments<float> arguments;
  arguments.set("lr", 0.5);
  arguments.set("units", std::int64_t{64});
  arguments.set("nesterov", true);
  arguments.set("padding", std::string("same"));
  arguments.set("kernel", std::vector<std::int64_t>{3, 5});
  arguments.set_trainable("lr");
  EXPECT_EQ(arguments.real("lr"), 0.5);
  EXPECT_EQ(arguments.integer("units"), 64);
  EXPECT_TRUE(arguments.boolean("nesterov"));
  EXPECT_EQ(arguments.choice("padding"), "same");
  EXPECT_EQ(arguments.integers("kernel"), (std::vector<std::int64_t>{3, 5}));
  EXPECT_TRUE(arguments.is_trainable("lr"));
  EXPECT_FALSE(arguments.is_trainable("units"));
}

std::string message_of(const auto& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no exception";
}

TEST(Arguments, TellAPluginThatReadsWhatItDoesNotDeclare) {
  const Arguments<float> arguments;
  EXPECT_EQ(message_of([&] { arguments.real("rate"); }), "the plugin reads parameter 'rate' but does not declare it");
}

TEST(Arguments, TellAPluginThatReadsAnotherType) {
  Arguments<float> arguments;
  arguments.set("units", std::int64_t{64});
  EXPECT_EQ(message_of([&] { arguments.real("units"); }),
            "the plugin reads parameter 'units' as another type than it declares");
}

}  // namespace
}  // namespace assay
