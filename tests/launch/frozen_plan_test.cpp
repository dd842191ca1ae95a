#include "launch/frozen_plan.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "written_experiment.hpp"

namespace assay::launch {
namespace {
namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kText = testing_support::kRest + "models: {m: [{dense: $units}]}\nsweep: {units: [2, 3]}\nseeds: 4\n";

struct Frozen : testing::Test {
  Frozen() { fs::create_directories(folder); }
  ~Frozen() override { fs::remove_all(folder); }

  FrozenPlan freeze_all() {
    spec::Experiment experiment;
    experiment.file = "/somewhere/frozen.yaml";
    experiment.text = kText;
    std::vector<const plan::Run*> missing;
    for (const auto& run : all) missing.push_back(&run);
    return freeze(experiment, std::vector<std::string>{"seeds=2"}, missing);
  }

  std::vector<plan::Run> all = testing_support::runs(kText);
  fs::path folder = fs::path(testing::TempDir()) /
                    (std::string("frozen-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Frozen, PlanIsReadAsItWasWritten) {
  FrozenPlan plan = freeze_all();
  plan.command = "assay run 'frozen.yaml'";
  plan.tasks = 3;
  write_plan(plan_file(folder, plan), plan);
  const auto found = plans_in(folder);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].id, plan.id);
  EXPECT_EQ(found[0].experiment, plan.experiment);
  EXPECT_EQ(found[0].text, kText);
  EXPECT_EQ(found[0].overrides, plan.overrides);
  EXPECT_EQ(found[0].command, plan.command);
  EXPECT_EQ(found[0].tasks, 3);
  ASSERT_EQ(found[0].runs.size(), 8);
  EXPECT_EQ(found[0].runs[5].name(), all[5].name());
  EXPECT_EQ(found[0].runs[5].axes, all[5].axes);
}

TEST_F(Frozen, PlanTakesItsRunsAndNoOthersInItsOrder) {
  FrozenPlan plan = freeze_all();
  std::swap(plan.runs[0], plan.runs[6]);
  plan.runs.resize(3);
  const auto runs = planned(all, plan);
  ASSERT_EQ(runs.size(), 3);
  EXPECT_EQ(runs[0].id, all[6].id);
  EXPECT_EQ(runs[0].spec.model.name, "m");
}

TEST_F(Frozen, PlanWithARunThatIsNotMadeAnyMoreIsRefused) {
  FrozenPlan plan = freeze_all();
  plan.runs[1].id = "0123456789abcdef";
  try {
    planned(all, plan);
    FAIL() << "it was accepted";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(),
                 "/somewhere/frozen.yaml: run m-0123456789abcdef was planned, but axes from a file or a plugin's "
                 "parameters are others now; submit it again");
  }
}

TEST_F(Frozen, PlanThatIsNoneIsRefusedAndNotListed) {
  fs::create_directories(folder / "slurm/x");
  const fs::path file = folder / "slurm/x/plan.json";
  std::ofstream(file) << "{\"id\": 7}";
  EXPECT_THAT(plans_in(folder), IsEmpty());
  try {
    read_plan(file);
    FAIL() << "it was accepted";
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr(file.string() + ": is no plan of 'assay run --launcher slurm': "));
  }
}

TEST_F(Frozen, PlanWithANumberThatIsNoneIsRefused) {
  fs::create_directories(folder);
  const fs::path file = folder / "plan.json";
  for (const char* number : {"-1", "1.5", "\"3\"", "null"}) {
    std::ofstream(file) << R"({"id": "x", "experiment": "e", "text": "", "overrides": [], "command": "", "runs": [], )"
                        << "\"tasks\": " << number << '}';
    try {
      read_plan(file);
      FAIL() << number << " was accepted";
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.what(), file.string() +
                                    ": is no plan of 'assay run --launcher slurm': its 'tasks' is no whole "
                                    "number from 0 on");
    }
  }
}

}  // namespace
}  // namespace assay::launch
