#include "registry/registry.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <assay/activation.hpp>
#include <assay/optimizer.hpp>

#include "base/failure.hpp"
#include "registry/cache_home.hpp"
#include "registry/known_libraries.hpp"
#include "temporary_folder.hpp"

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

TEST(Registry, OpensALibraryThatWasLoadedBeforeWhenItIsAskedFor) {
  const testing_support::CacheHome home;
  const testing_support::TemporaryFolder folder;
  const fs::path file = folder / "asked_for.so";
  const auto is_open = [&] { return dlopen(file.c_str(), RTLD_NOW | RTLD_NOLOAD) != nullptr; };
  fs::copy_file(kGood / "relu.so", file);
  look_at({&file, 1});
  Registry fresh;
  remember_components({{file, {{"activation", "relu"}}}});
  fresh.add_file(file);
  EXPECT_EQ(fresh.names("activation"), std::vector<std::string>{"relu"});
  EXPECT_FALSE(is_open());
  EXPECT_EQ(fresh.find("activation", "relu")->doc, shipped().find("activation", "relu")->doc);
  EXPECT_TRUE(is_open());
}

TEST(Registry, SaysThatALibraryHasBecomeAnother) {
  const testing_support::CacheHome home;
  const fs::path file = kGood / "relu.so";
  look_at({&file, 1});
  remember_components({{file, {{"activation", "rectifier"}}}});
  Registry registry;
  registry.add_file(file);
  try {
    registry.find("activation", "rectifier");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::plugin);
    EXPECT_EQ(failure.what(), file.string() + ": it no longer has the activation 'rectifier'");
  }
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
