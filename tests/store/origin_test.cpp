#include "store/origin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/example_record.hpp"

namespace assay::store {
namespace {
using testing::ElementsAre;
using testing::IsEmpty;

Environment changed(void (*change)(Environment&)) {
  Environment environment = example_environment();
  environment.git_diff_sha256.clear();
  change(environment);
  return environment;
}

Environment before() {
  return changed([](Environment&) {});
}

TEST(Origin, IsTheSameOnAnotherHostWithOtherFoldersAndCommands) {
  const Environment now = changed([](Environment& environment) {
    environment.host = "elsewhere";
    environment.command = "assay run again.yaml";
    environment.attempts = 7;
    environment.data[0].path = "/another/folder/table.csv";
    environment.plugins[0].file = "other.so";
  });
  EXPECT_EQ(origin_of(now), origin_of(before()));
  EXPECT_THAT(differences(before(), now), IsEmpty());
}

TEST(Origin, TellsAnotherCommitAndUncommittedChanges) {
  const Environment now = changed([](Environment& environment) {
    environment.program_version = "0.2.0";
    environment.git_commit = "aaaa+";
    environment.git_diff_sha256 = std::string(64, 'e');
  });
  EXPECT_NE(origin_of(now), origin_of(before()));
  EXPECT_THAT(differences(before(), now),
              ElementsAre("made by assay 0.1.0 (dc3f8839), this is 0.2.0 (aaaa+ with changes eeeeeeee)"));
}

TEST(Origin, TellsWhichPluginWasChanged) {
  const Environment now = changed([](Environment& environment) { environment.plugins[0].sha256 = "0"; });
  const PluginRecord& plugin = now.plugins[0];
  EXPECT_NE(origin_of(now), origin_of(before()));
  EXPECT_THAT(differences(before(), now), ElementsAre(plugin.kind + " '" + plugin.name + "' was changed"));
}

TEST(Origin, TellsWhichDataFileWasChanged) {
  const Environment now = changed([](Environment& environment) { environment.data[0].sha256 = "0"; });
  EXPECT_NE(origin_of(now), origin_of(before()));
  EXPECT_THAT(differences(before(), now), ElementsAre("data file " + now.data[0].path + " was changed"));
}

}  // namespace
}  // namespace assay::store
