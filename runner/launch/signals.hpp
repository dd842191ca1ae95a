#pragma once
/// Signals that ask this process to stop.

#include <csignal>

namespace assay::launch {

/// Catches SIGINT and SIGTERM while it lives, instead of dying of them. One at a time.
class SignalCatcher {
 public:
  SignalCatcher();
  ~SignalCatcher();
  SignalCatcher(const SignalCatcher&) = delete;
  SignalCatcher& operator=(const SignalCatcher&) = delete;

  static int first();  ///< the first signal caught; 0: none
  static int count();

 private:
  struct sigaction interrupt_ {};
  struct sigaction terminate_ {};
};

/// In a worker: SIGINT is left to the pool, and SIGTERM only remembered; so is what came since the catcher was made.
void become_worker();
/// Whether SIGTERM came since become_worker().
bool stop_asked();

}  // namespace assay::launch
