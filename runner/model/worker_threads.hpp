#pragma once
/// A pool of threads for the layers of one training. Between two calls the threads look out for work for some
/// microseconds, then sleep, so that they cost little where a network leaves them idle or other processes want the
/// processor.

#include <atomic>
#include <thread>
#include <vector>

#include <assay/workers.hpp>

namespace assay::model {

class WorkerThreads final : public Workers {
 public:
  /// Starts threads - 1 threads, which inherit the floating-point mode of the calling one. `threads` is 1 or more.
  explicit WorkerThreads(int threads);
  ~WorkerThreads() override;
  WorkerThreads(const WorkerThreads&) = delete;
  WorkerThreads& operator=(const WorkerThreads&) = delete;

 private:
  void run(void (*call)(void* task, int i), void* task) override;
  void serve(int i);

  void (*call_)(void*, int) = nullptr;  ///< null: the end
  void* task_ = nullptr;
  std::atomic<unsigned> turn_{0};  ///< goes up with every task
  std::atomic<int> busy_{0};       ///< threads that have not finished the task
  std::vector<std::jthread> threads_;
};

}  // namespace assay::model
