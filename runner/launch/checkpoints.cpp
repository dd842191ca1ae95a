#include "launch/checkpoints.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "launch/outcome_record.hpp"
#include "launch/signals.hpp"
#include "store/origin.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace fs = std::filesystem;

namespace {

/// Unless the experiment says how often, writing may take this share of a run's time.
constexpr double kShare = 0.02;

}  // namespace

fs::path checkpoint_of(const fs::path& file) { return fs::path(file).replace_extension(".ckpt"); }

Checkpoints::Checkpoints(fs::path file, const store::Record& identity, const spec::CheckpointRule& rule,
                         train::Observer& listener)
    : file_(std::move(file)), identity_(identity), rule_(rule), listener_(listener), interval_(rule.seconds) {}

std::optional<train::Checkpoint> Checkpoints::find() const {
  try {
    const auto seal = store::read_seal(file_);
    if (!seal || seal->run != identity_.id || seal->status != "running") return std::nullopt;
    if (seal->origin != store::origin_of(identity_.environment)) return std::nullopt;
    return checkpoint_from(store::read(file_));
  } catch (const Failure& failure) {
    log::warning(std::string(failure.what()) + "; the run begins anew");
    return std::nullopt;
  }
}

void Checkpoints::epoch_done(std::int64_t epoch, std::int64_t epochs, const train::Values& values) {
  listener_.epoch_done(epoch, epochs, values);
}

Checkpoints::Wish Checkpoints::wish(std::int64_t epochs, bool epoch_ended) {
  if (stop_asked()) return Wish::stop;
  if (rule_.epochs > 0) return epoch_ended && epochs % rule_.epochs == 0 ? Wish::checkpoint : Wish::none;
  return std::chrono::duration<double>(Clock::now() - last_).count() >= interval_ ? Wish::checkpoint : Wish::none;
}

/// A checkpoint that cannot be written costs nothing but itself: the run goes on, and its end will tell.
void Checkpoints::checkpoint(const train::Checkpoint& state) {
  const auto start = Clock::now();
  try {
    store::write(file_, record_of(identity_, state));
  } catch (const Failure& failure) {
    log::warning(failure.what());
  }
  last_ = Clock::now();
  if (!rule_.given) interval_ = std::max(rule_.seconds, std::chrono::duration<double>(last_ - start).count() / kShare);
}

}  // namespace assay::launch
