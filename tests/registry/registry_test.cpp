#include "registry/registry.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <assay/activation.hpp>
#include <assay/optimizer.hpp>

#include "base/failure.hpp"

namespace assay::registry {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;

const fs::path kBad = fs::path(ASSAY_BUILD_DIR) / "tests/bad_plugins";
const fs::path kGood = ASSAY_PLUGINS_DIR;

Registry shipped() {
  Registry registry;
  registry.add_folder(kGood);
  return registry;
}

spec::Component swish(double beta) {
  return {"activation", "swish", {"a.yaml", 3, 4}, {{"beta", ParameterType::real, {}, beta, false}}};
}

TEST(Registry, FindsPluginsByKindAndName) {
  const Registry registry = shipped();
  EXPECT_NE(registry.find("activation", "relu"), nullptr);
  EXPECT_EQ(registry.find("layer", "relu"), nullptr);
}

TEST(Registry, ListsTheNamesOfAKind) {
  const auto names = shipped().names("optimizer");
  EXPECT_THAT(names, testing::IsSupersetOf({"adam", "sgd"}));
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(Registry, TellsTheLibraryOfAPlugin) { EXPECT_EQ(shipped().file_of("activation", "tanh"), kGood / "tanh.so"); }

TEST(Registry, MakesAnActivationInBothPrecisions) {
  const Registry registry = shipped();
  std::array<float, 1> single{1.0F};
  std::array<double, 1> twofold{1.0};
  registry.make<Activation, float>(swish(2))->forward(single, single);
  registry.make<Activation, double>(swish(2))->forward(twofold, twofold);
  EXPECT_NEAR(twofold[0], 1 / (1 + std::exp(-2.0)), 1e-15);       // a few roundings of float64
  EXPECT_NEAR(static_cast<double>(single[0]), twofold[0], 1e-6);  // a few roundings of float32
}

TEST(Registry, NamesBothFilesOfADuplicate) {
  Registry registry = shipped();
  try {
    registry.add_file(kBad / "duplicate_relu.so");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::plugin);
    EXPECT_EQ(failure.what(), "activation 'relu' is in two libraries: " + (kGood / "relu.so").string() + " and " +
                                  (kBad / "duplicate_relu.so").string() + "; remove one");
  }
}

TEST(Registry, LoadsTheSameFileOnce) {
  Registry registry = shipped();
  EXPECT_NO_THROW(registry.add_file(kGood / ".." / "plugins" / "relu.so"));
}

TEST(Registry, RefusesAMissingFolder) {
  Registry registry;
  try {
    registry.add_folder("/nowhere/plugins");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::plugin);
    EXPECT_STREQ(failure.what(), "/nowhere/plugins: there is no such folder of plugins");
  }
}

TEST(Registry, TellsThePlaceOfArgumentsThatAPluginRefuses) {
  const Registry registry = shipped();
  spec::Component sgd{"optimizer", "sgd", {"a.yaml", 9, 30}, {}};
  for (const char* name : {"lr", "momentum", "weight_decay"})
    sgd.arguments.push_back({name, ParameterType::real, {}, 0.0, false});
  sgd.arguments.push_back({"nesterov", ParameterType::boolean, {}, true, false});
  try {
    registry.make<Optimizer, float>(sgd);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(), "a.yaml:9:30: optimizer 'sgd': nesterov needs a momentum above 0");
  }
}

TEST(PluginPath, KeepsTheDocumentedOrder) {
  setenv("ASSAY_PLUGIN_PATH", "/c:/d", 1);
  const std::array<fs::path, 1> line{"/a"}, file{"/b"};
  const auto path = plugin_path(line, file);
  unsetenv("ASSAY_PLUGIN_PATH");
  ASSERT_GE(path.size(), 4U);
  EXPECT_THAT(std::vector<fs::path>(path.begin(), path.begin() + 4), ElementsAre("/a", "/b", "/c", "/d"));
}

}  // namespace
}  // namespace assay::registry
