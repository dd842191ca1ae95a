#pragma once
/// Is told how far a training has come, and may ask it for its state.

#include <cstdint>

#include "train/checkpoint.hpp"
#include "train/outcome.hpp"

namespace assay::train {

class Observer {
 public:
  enum class Wish { none, checkpoint, stop };  ///< `stop` means: after a checkpoint

  virtual ~Observer() = default;
  /// After each epoch (1, 2, ...) with what was measured in it.
  virtual void epoch_done(std::int64_t epoch, std::int64_t epochs, const Values& values) = 0;
  /// Asked after every batch, so it must be quick, and with `epoch_ended` after every epoch that another one follows;
  /// `epochs` are done.
  virtual Wish wish(std::int64_t epochs, bool epoch_ended) {
    static_cast<void>(epochs), static_cast<void>(epoch_ended);
    return Wish::none;
  }
  /// Is given the state that it wished for.
  virtual void checkpoint(const Checkpoint& state) { static_cast<void>(state); }
};

}  // namespace assay::train
