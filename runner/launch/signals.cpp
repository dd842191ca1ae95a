#include "launch/signals.hpp"

namespace assay::launch {
namespace {

volatile std::sig_atomic_t first_signal = 0;
volatile std::sig_atomic_t signals = 0;
extern "C" void remember_signal(int signal) {
  if (first_signal == 0) first_signal = signal;
  signals = signals + 1;
}

}  // namespace

SignalCatcher::SignalCatcher() {
  first_signal = 0;
  signals = 0;
  struct sigaction action {};
  action.sa_handler = remember_signal;  // without SA_RESTART, so that poll() wakes up
  sigaction(SIGINT, &action, &interrupt_);
  sigaction(SIGTERM, &action, &terminate_);
}

SignalCatcher::~SignalCatcher() {
  sigaction(SIGINT, &interrupt_, nullptr);
  sigaction(SIGTERM, &terminate_, nullptr);
}

int SignalCatcher::first() { return first_signal; }
int SignalCatcher::count() { return signals; }

void become_worker() {
  std::signal(SIGINT, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = remember_signal;
  action.sa_flags = SA_RESTART;  // plugins need not expect interrupted calls
  sigaction(SIGTERM, &action, nullptr);
}

bool stop_asked() { return first_signal != 0; }

}  // namespace assay::launch
