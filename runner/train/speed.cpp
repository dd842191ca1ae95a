#include "train/speed.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include "train/flush_denormals.hpp"
#include "train/initialise.hpp"
#include "train/procedure.hpp"

namespace assay::train {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Trains epochs, numbered on from `epoch`, until `seconds` have passed; returns the seconds per epoch.
template <class T>
double block(Procedure<T>& procedure, std::int64_t& epoch, double seconds) {
  const auto start = Clock::now();
  const std::int64_t first = epoch;
  do procedure.epoch(epoch++, {}, [] {});
  while (seconds_since(start) < seconds);
  return seconds_since(start) / static_cast<double>(epoch - first);
}

}  // namespace

template <class T>
Speed measure_speed(const Job& job, const data::Prepared<T>& prepared, double seconds) {
  constexpr int kBlocks = 9;
  const FlushDenormals flush;
  const auto procedure = make_procedure<T>(job, prepared.data, prepared.rows);
  const auto workers = share_work(job, *procedure);
  initialise(job, procedure->trained());
  Speed speed;
  const auto samples = static_cast<double>(procedure->samples_per_epoch());
  const auto batch = std::min(static_cast<double>(job.spec.train.batch), samples);
  std::int64_t epoch = 0;
  block(*procedure, epoch, std::min(1.0, seconds / 4));
  const std::int64_t warm = epoch;
  std::vector<double> epochs;
  for (int i = 0; i < kBlocks; ++i) epochs.push_back(block(*procedure, epoch, seconds / kBlocks));
  std::ranges::sort(epochs);
  speed.samples_per_second = samples / epochs[kBlocks / 2];
  speed.seconds_per_step = batch / speed.samples_per_second;
  speed.fastest = epochs.front() * batch / samples;
  speed.slowest = epochs.back() * batch / samples;
  speed.steps = static_cast<std::int64_t>(static_cast<double>(epoch - warm) * samples / batch);
  for (const auto& part : procedure->trained()) {
    speed.parameters += part.network->parameter_count();
    speed.operations += part.network->operations();
    speed.bytes += part.network->bytes() + part.descent->bytes();
  }
  return speed;
}

template Speed measure_speed(const Job&, const data::Prepared<float>&, double);
template Speed measure_speed(const Job&, const data::Prepared<double>&, double);

}  // namespace assay::train
