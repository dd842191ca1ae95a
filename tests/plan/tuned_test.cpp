// What a search is planned as: which axes it has, what stands for its trials, when it is another search.

#include "plan/tuned.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "written_experiment.hpp"

namespace assay::plan {
namespace {

using testing::ElementsAre;
using testing_support::experiment;

/// The fake components and a search method.
class Catalogue final : public spec::Catalogue {
 public:
  const spec::Signature* find(std::string_view kind, std::string_view name) const override {
    static const spec::Signature tpe{"search method", "tpe", "", {}};
    return kind == "search method" ? (name == "tpe" ? &tpe : nullptr) : fake_.find(kind, name);
  }
  std::vector<std::string> names(std::string_view kind) const override {
    return kind == "search method" ? std::vector<std::string>{"tpe"} : fake_.names(kind);
  }

 private:
  testing_support::FakeCatalogue fake_;
};

const std::string kText =
    "experiment: e\n"
    "data: {source: points}\n"
    "models: {wide: [{dense: $units}, $act], plain: [{dense: 3}, $act]}\n"
    "train: {epochs: 2, loss: mse, optimizer: {adam: {lr: $lr}}}\n"
    "search:\n"
    "  space: {lr: log(1e-4, 1e-1), units: int(2, 8), act: [relu, tanh]}\n"
    "  trials: 20\n"
    "  for: validation.loss\n"
    "seeds: 3\n";

std::vector<std::string> ids(const std::vector<std::string>& overrides) {
  const auto read = experiment(kText, overrides);
  std::vector<std::string> ids;
  for (const auto& one : tuned(read, Catalogue())) ids.push_back(one.id());
  return ids;
}

TEST(Tuned, HasTheAxesThatItsModelUses) {
  const auto read = experiment(kText);
  const auto all = tuned(read, Catalogue());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0].searched->axes, ElementsAre("lr", "units", "act"));
  EXPECT_THAT(all[1].searched->axes, ElementsAre("lr", "act"));
}

TEST(Tuned, IsProbedAtEveryEndAndChoice) {
  const auto read = experiment(kText);
  std::vector<std::string> probes;
  const auto all = tuned(read, Catalogue());
  for (const auto& run : all[0].probes) {
    std::string axes;
    for (const auto& [name, value] : run.axes) axes += name + '=' + value + ' ';
    probes.push_back(axes);
  }
  EXPECT_THAT(probes, ElementsAre("lr=1e-04 units=2 act=relu ", "lr=0.1 units=2 act=relu ",
                                  "lr=1e-04 units=8 act=relu ", "lr=1e-04 units=2 act=tanh "));
}

TEST(Tuned, IsTheSameSearchWithMoreTrialsOrSeeds) { EXPECT_EQ(ids({"search.trials=60", "seeds=9"}), ids({})); }

TEST(Tuned, IsAnotherSearchForAnyOtherSetting) {
  for (const char* change : {"search.width=2", "search.for=train.loss", "train.epochs=3", "units=int(2,9)",
                             "search.start=[{units: 4}]", "act=[tanh, relu]"})
    EXPECT_NE(ids({change})[0], ids({})[0]) << change;
}

TEST(Tuned, MakesTheRunThatAGridMakes) {
  const auto read = experiment(kText);
  const auto all = tuned(read, Catalogue());
  const plan::Run trial = trial_of(read, Catalogue(), all[0], {0.003, 4, 1}, 2, 7);
  auto grid = kText;
  grid.erase(grid.find("search:"));
  grid += "sweep: {lr: [3e-3], units: [4], act: [tanh]}\nseeds: [2]\n";
  const auto runs = expand(experiment(grid), Catalogue());
  EXPECT_EQ(runs[0].id, trial.id);
  EXPECT_EQ(trial.trial, 7);
  EXPECT_EQ(trial.searched->search, all[0].id());
}

TEST(Tuned, TakesTheSpaceOfTheCommandLine) {
  const auto read = experiment(kText, {"lr=log(1e-5, 1)", "act=relu,elu", "search.space.units=[4, 8]"});
  EXPECT_TRUE(read.diagnostics.empty());
  const auto& space = read.search->space;
  EXPECT_EQ(space[0].text, "log(1e-5, 1)");
  EXPECT_EQ(space[1].text, "[4,8]");
  EXPECT_EQ(space[2].text, "[relu,elu]");
}

}  // namespace
}  // namespace assay::plan
