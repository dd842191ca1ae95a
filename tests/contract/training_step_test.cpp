// A steady training step of every shipped experiment takes nothing from the heap: an epoch of four batches allocates
// just as often as one of two. The experiments are found by themselves.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "check/allocations.hpp"
#include "components.hpp"
#include "data/split.hpp"
#include "plan/run.hpp"
#include "readable_name.hpp"
#include "spec/experiment.hpp"
#include "train/initialise.hpp"
#include "train/procedure.hpp"

namespace assay::check {
namespace {
namespace fs = std::filesystem;

std::vector<std::string> shipped() {
  std::vector<std::string> files;
  const fs::path folder = fs::path(ASSAY_SOURCE_DIR) / "experiments";
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.push_back(fs::relative(entry.path(), folder).string());
  std::ranges::sort(files);
  return files;
}

template <class T>
std::size_t allocations_of_an_epoch(const plan::Run& run, const data::Prepared<T>& data, std::int64_t batches) {
  const train::Job job{run.spec, run.seed, testing_support::plugins()};
  data::Rows rows = data.rows;
  rows.train.resize(std::min(rows.train.size(), static_cast<std::size_t>(batches * run.spec.train.batch)));
  const auto procedure = train::make_procedure<T>(job, data.data, rows);
  train::initialise(job, procedure->trained());
  procedure->epoch(0, {}, [] {});
  const std::size_t before = allocations();
  procedure->epoch(1, {}, [] {});
  return allocations() - before;
}

template <class T>
void expect_free_steps(const plan::Run& run, const fs::path& folder) {
  const auto raw = data::load(run.spec.data, folder, Random(run.seed), {.precision = run.spec.train.precision});
  const auto data = testing_support::prepared<T>(run.spec, run.seed, raw);
  EXPECT_EQ(allocations_of_an_epoch(run, data, 4), allocations_of_an_epoch(run, data, 2)) << run.name();
}

class TrainingStep : public testing::TestWithParam<std::string> {};

TEST_P(TrainingStep, TakesNothingFromTheHeap) {
  const fs::path file = fs::path(ASSAY_SOURCE_DIR) / "experiments" / GetParam();
  const auto experiment = spec::read_experiment(file);
  std::map<std::string, plan::Run> one_of_each_model;
  for (const auto& run : plan::expand(experiment, testing_support::plugins()))
    one_of_each_model.emplace(run.model, run);
  for (const auto& [model, run] : one_of_each_model)
    if (run.spec.train.precision == spec::Precision::float64)
      expect_free_steps<double>(run, file.parent_path());
    else
      expect_free_steps<float>(run, file.parent_path());
}

INSTANTIATE_TEST_SUITE_P(Shipped, TrainingStep, testing::ValuesIn(shipped()),
                         [](const auto& one) { return testing_support::readable_name(one.param); });

}  // namespace
}  // namespace assay::check
