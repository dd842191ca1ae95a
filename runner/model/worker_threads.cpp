#include "model/worker_threads.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace assay::model {
namespace {

/// Looks this often before it sleeps: some 20 to 50 microseconds.
constexpr int kLooks = 1000;

void pause() {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

/// Returns when `value` is no longer `old`.
template <class N>
void await_change(const std::atomic<N>& value, N old) {
  for (int i = 0; i < kLooks; ++i) {
    if (value.load(std::memory_order_acquire) != old) return;
    pause();
  }
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
