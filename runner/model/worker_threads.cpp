#include "model/worker_threads.hpp"

#include <chrono>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace assay::model {
namespace {

/// Looks for so long before it sleeps: about as long as it takes to wake a thread on a virtual machine.
constexpr std::chrono::microseconds kPatience{200};
constexpr int kLooks = 64;  ///< between two looks at the clock

void pause() {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

/// Returns when `value` is no longer `old`.
template <class N>
void await_change(const std::atomic<N>& value, N old) {
  const auto start = std::chrono::steady_clock::now();
  do {
    for (int i = 0; i < kLooks; ++i) {
      if (value.load(std::memory_order_acquire) != old) return;
      pause();
    }
  } while (std::chrono::steady_clock::now() - start < kPatience);
  value.wait(old, std::memory_order_acquire);
}

}  // namespace

WorkerThreads::WorkerThreads(int threads) : Workers(threads) {
  for (int i = 1; i < threads; ++i) threads_.emplace_back([this, i] { serve(i); });
}

WorkerThreads::~WorkerThreads() {
  call_ = nullptr;
  turn_.fetch_add(1, std::memory_order_release);
  turn_.notify_all();
}

void WorkerThreads::run(void (*call)(void* task, int i), void* task) {
  call_ = call, task_ = task;
  busy_.store(count() - 1, std::memory_order_relaxed);
  turn_.fetch_add(1, std::memory_order_release);
  turn_.notify_all();
  call(task, 0);
  for (int busy = busy_.load(std::memory_order_acquire); busy != 0; busy = busy_.load(std::memory_order_acquire))
    await_change(busy_, busy);
}

void WorkerThreads::serve(int i) {
  for (unsigned turn = 0;; ++turn) {
    await_change(turn_, turn);
    if (!call_) return;
    call_(task_, i);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

}  // namespace assay::model
