// What a training may do without has a word for that, `none`: in the file, in a model's own settings, on the command
// line and among the values of an axis. It is the same run as without the word.
#include <gtest/gtest.h>

#include "written_experiment.hpp"

namespace assay::plan {
namespace {

using testing_support::kModel;
using testing_support::kRest;
using testing_support::run;
using testing_support::runs;

TEST(None, IsTheSameRunAsLeavingItOut) {
  const std::string id = run(kRest + kModel).id;
  for (const char* setting : {"train.clip=none", "train.early_stopping=none", "train.average=none", "train.groups=none",
                              "train.schedule=none", "train.schedule=constant", "train.adversarial=none",
                              "data.scale=none", "data.target_scale=none", "metrics=none", "sample=none"})
    EXPECT_EQ(run(kRest + kModel, {setting}).id, id) << setting;
  EXPECT_EQ(run(kRest + "models: {fnn: {layers: [{dense: 1}], init: none}}\n").id, id);
  EXPECT_EQ(run(kRest + "models: {fnn: {layers: [{dense: 1}], init: {weights: none, biases: none, from: none, "
                        "parameters: none, values: none}}}\n")
                .id,
            id);
}

TEST(None, IsAValueOfAnAxis) {
  const auto all = runs(kRest + kModel + "sweep: {s: [none, {norm: 1}]}\n", {"train.clip=$s"});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, run(kRest + kModel).id);
  EXPECT_EQ(all[0].axes.at(0).second, "none");
  EXPECT_EQ(all[1].id, run(kRest + kModel, {"train.clip={norm: 1}"}).id);
  EXPECT_EQ(runs(kRest + kModel, {"train.early_stopping=none,{patience: 3}"}).size(), 2U);
  EXPECT_EQ(runs(kRest + kModel, {"train.average=none,{decay: 0.9},{}"}).size(), 3U);
}

TEST(None, TakesBackWhatTheExperimentAsksFor) {
  const std::string rest =
      "experiment: e\ndata: {source: points}\ntrain: {epochs: 2, loss: mse, optimizer: adam, clip: {norm: 1}}\n";
  EXPECT_EQ(run(rest + "models: {fnn: {train: {clip: none}, layers: [{dense: 1}]}}\n").id, run(kRest + kModel).id);
  EXPECT_EQ(run(rest + kModel, {"train.clip=none"}).id, run(kRest + kModel).id);
}

TEST(None, GivesWayToASettingOfTheCommandLine) {
  EXPECT_EQ(
      run(kRest + "models: {fnn: {train: {clip: none}, layers: [{dense: 1}]}}\n", {"models.fnn.train.clip.norm=1"}).id,
      run(kRest + kModel, {"train.clip.norm=1"}).id);
}

}  // namespace
}  // namespace assay::plan
