// A run's bits do not depend on the number of threads that share its steps: every kind of layer that shares its work,
// at sizes that are shared, with a batch that neither 2 nor 3 divide and a smaller last one.
#include "train/train.hpp"

#include <gtest/gtest.h>

#include "components.hpp"
#include "model/worker_threads.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;
using testing_support::plugins;

class Silent final : public Observer {
 public:
  void epoch_done(std::int64_t, std::int64_t, const Values&) override {}
};

struct Shared {
  const char* name;
  const char* layers;
  Shape input;
  std::int64_t vocabulary = 0;
  std::int64_t batch = 37;
};

data::RawDataset noise(const Shape& input, std::int64_t rows, std::int64_t vocabulary, std::int64_t classes) {
  data::RawDataset data;
  data.rows = rows, data.input = input, data.classes = classes;
  Random random(5);
  std::vector<float> inputs, targets;
  for (std::int64_t i = 0; i < rows * input.size(); ++i)
    inputs.push_back(vocabulary > 0 ? static_cast<float>(random.below(static_cast<std::uint64_t>(vocabulary)))
                                    : static_cast<float>(random.normal()));
  for (std::int64_t i = 0; i < rows; ++i)
    targets.push_back(static_cast<float>(random.below(static_cast<std::uint64_t>(classes))));
  data.inputs = data::Shared(std::move(inputs));
  data.targets = data::Shared(std::move(targets));
  return data;
}

Outcome run(const Shared& shared, std::int64_t threads) {
  constexpr std::int64_t kClasses = 5;
  spec::RunSpec spec;
  spec.data.split = {1, 0, 0, true, {}};
  spec.model.network = network(shared.layers);
  spec.train.epochs = 2;
  spec.train.batch = shared.batch;
  spec.train.loss = component("softmax_cross_entropy", "loss");
  spec.train.optimizer = component("adam", "optimizer");
  Silent silent;
  const auto data = noise(shared.input, shared.batch + 16, shared.vocabulary, kClasses);
  return train<float>({spec, 3, plugins(), {}, threads}, testing_support::prepared<float>(spec, 3, data), silent);
}

class Threads : public testing::TestWithParam<Shared> {};

TEST_P(Threads, GiveTheBitsOfOne) {
  const Outcome alone = run(GetParam(), 1);
  for (const std::int64_t threads : {2, 3}) {
    const Outcome together = run(GetParam(), threads);
    EXPECT_EQ(together.weights, alone.weights) << threads << " threads";
    EXPECT_EQ(together.metrics.at(0).values, alone.metrics.at(0).values) << threads << " threads";
    EXPECT_EQ(together.final_values, alone.final_values) << threads << " threads";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Layers, Threads,
    testing::Values(
        Shared{"Dense", "[{dense: 301}, relu, {dense: 257}, tanh, {dense: 5}]", Shape({211})},
        Shared{"DenseOfManySteps", "[{dense: 70}, {prelu: 0.1}, flatten, {dense: 5}]", Shape({31, 40})},
        Shared{"Convolution",
               "[{conv2d: {filters: 10, kernel: 3, padding: same}}, relu, {max_pool2d: 2}, "
               "{conv2d: {filters: 12, kernel: 3, stride: 2, groups: 2}}, {avg_pool2d: 2}, flatten, {dense: 5}]",
               Shape({4, 22, 22})},
        Shared{"DilatedConvolutionOfManyImages",
               "[{conv2d: {filters: 10, kernel: 3, dilation: 2, pad: 1}}, relu, "
               "{conv2d: {filters: 8, kernel: [4, 3], stride: [3, 1], dilation: [1, 2], pad: [3, 0]}}, flatten, "
               "{dense: 5}]",
               Shape({4, 23, 21}), 0, 133},
        Shared{"Rnn", "[{rnn: {units: 50, output: last}}, {dense: 5}]", Shape({17, 20})},
        Shared{"Lstm", "[{lstm: {units: 40, layers: 2, bidirectional: true, output: last}}, {dense: 5}]",
               Shape({9, 20})},
        Shared{"LstmOfTokens", "[{lstm: {units: 64, vocabulary: 11, output: last}}, {dense: 5}]", Shape({12}), 11},
        Shared{"LstmThatLearnsWithin", "[{lstm: {units: 64, peephole: true, output: last}}, {dense: 5}]",
               Shape({9, 20})},
        Shared{"Gru", "[{gru: {units: 48, output: last}}, {dense: 5}]", Shape({9, 20})},
        Shared{"GruThatResetsFirst", "[{gru: {units: 48, reset_after: false, output: last}}, {dense: 5}]",
               Shape({9, 20})},
        Shared{"Residual", "[{residual: [{dense: 200}, relu, {dense: 211}]}, {dense: 5}]", Shape({211})}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(WorkerThreads, CallEveryTaskOnceOnItsThread) {
  model::WorkerThreads workers(3);
  std::vector<int> calls(3);
  for (int round = 0; round < 1000; ++round) workers.each([&](int i) { ++calls[static_cast<std::size_t>(i)]; });
  EXPECT_EQ(calls, std::vector<int>(3, 1000));
}

TEST(WorkerThreads, WakeUpAfterSleep) {
  model::WorkerThreads workers(2);
  int done = 0;
  for (int round = 0; round < 3; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // a hundred times what they look out for
    workers.each([&](int i) { done += i; });
  }
  EXPECT_EQ(done, 3);
}

TEST(Share, CutsAtMultiplesOfTheGrainAndLeavesNothingOut) {
  model::WorkerThreads workers(3);
  std::vector<int> taken(50);
  share(&workers, 50, 16, 1e9, [&](int, std::int64_t first, std::int64_t last) {
    EXPECT_EQ(first % 16, 0);
    for (auto i = first; i < last; ++i) ++taken[static_cast<std::size_t>(i)];
  });
  EXPECT_EQ(taken, std::vector<int>(50, 1));
}

TEST(Share, LeavesSmallWorkToTheCaller) {
  model::WorkerThreads workers(2);
  int calls = 0;
  share(&workers, 50, 1, 100, [&](int part, std::int64_t first, std::int64_t last) {
    ++calls;
    EXPECT_EQ(part, 0);
    EXPECT_EQ(last - first, 50);
  });
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace assay::train
