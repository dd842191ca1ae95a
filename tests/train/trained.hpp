#pragma once
/// Small trainings for the tests of train/train.

#include <string>
#include <utility>
#include <vector>

#include "components.hpp"
#include "train/train.hpp"

namespace assay::train {

class Silent final : public Observer {
 public:
  void epoch_done(std::int64_t epoch, std::int64_t, const Values&) override { last = epoch; }
  std::int64_t last = 0;
};

/// y = 2x - 1 at eight points.
template <class T>
data::RawDataset line() {
  data::RawDataset data;
  data.rows = 8;
  data.input = data.target = Shape({1});
  std::vector<T> inputs, targets;
  for (int i = 0; i < 8; ++i) {
    inputs.push_back(static_cast<T>(i) / T(4) - T(1));
    targets.push_back(T(2) * inputs.back() - T(1));
  }
  data.inputs = data::Shared(std::move(inputs));
  data.targets = data::Shared(std::move(targets));
  return data;
}

template <class T>
Outcome run(const spec::RunSpec& spec, std::uint64_t seed = 0, const data::RawDataset& data = line<T>()) {
  Silent silent;
  return train<T>({spec, seed, testing_support::plugins()}, testing_support::prepared<T>(spec, seed, data), silent);
}

inline const Array* sample_called(const Outcome& outcome, const std::string& name) {
  for (const auto& sample : outcome.samples)
    if (sample.name == name) return &sample.array;
  return nullptr;
}

}  // namespace assay::train
