#pragma once
/// Checkpoints of a run: `<run>.ckpt` beside the place of its file, in the same format. Written while it trains, read
/// when it is taken up again, removed when it is stored.

#include <chrono>
#include <filesystem>
#include <optional>

#include "spec/run_spec.hpp"
#include "store/record.hpp"
#include "train/observer.hpp"

namespace assay::launch {

/// "digits/fnn-3f2a.h5" as "digits/fnn-3f2a.ckpt".
std::filesystem::path checkpoint_of(const std::filesystem::path& file);

class Checkpoints final : public train::Observer {
 public:
  /// `identity` is the run's record without results. `listener` is told about epochs. All must outlive this.
  Checkpoints(std::filesystem::path file, const store::Record& identity, const spec::CheckpointRule& rule,
              train::Observer& listener);

  /// Where the run stands; empty where there is no checkpoint, a damaged one, or one made with another program, plugin
  /// or data, from which the bits would not be the same.
  std::optional<train::Checkpoint> find() const;

  void epoch_done(std::int64_t epoch, std::int64_t epochs, const train::Values& values) override;
  Wish wish(std::int64_t epochs, bool epoch_ended) override;
  void checkpoint(const train::Checkpoint& state) override;

 private:
  using Clock = std::chrono::steady_clock;

  std::filesystem::path file_;
  const store::Record& identity_;
  const spec::CheckpointRule& rule_;
  train::Observer& listener_;
  double interval_;  ///< seconds
  Clock::time_point last_ = Clock::now();
};

}  // namespace assay::launch
