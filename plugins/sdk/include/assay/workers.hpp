#pragma once
/// Threads that share the work of one call of a layer. What is cut, and how, must not show in the result: each number
/// is computed whole by one thread, in the same order as by one thread alone, so that a run's bits do not depend on the
/// number of threads.

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace assay {

class Workers {
 public:
  virtual ~Workers() = default;

  /// Threads, the calling one included.
  int count() const { return count_; }

  /// Calls task(i) for every i from 0 to count() - 1, each on a thread of its own (0 on the calling one), and returns
  /// when all have returned. A task neither throws nor calls each() itself. [step: no allocation]
  template <class Task>
  void each(Task&& task) {
    run([](void* self, int i) { (*static_cast<std::remove_reference_t<Task>*>(self))(i); }, &task);
  }

 protected:
  explicit Workers(int count) : count_(count) {}
  virtual void run(void (*call)(void* task, int i), void* task) = 0;

 private:
  int count_;
};

/// Handing work over and waiting for its end takes a microsecond or two, and what one thread wrote another fetches from
/// its cache at a few gigabytes a second: less than this many floating-point operations (or a tenth as many numbers
/// that only pass by) stay with the calling thread.
inline constexpr double kWorthSharing = 1e6;

/// Calls body(part, first, last) for pieces of [0, count) that are cut at multiples of `grain`: the whole as part 0
/// where `workers` is null or the work is small, else one for each thread, at the same time.
template <class Body>
void share(Workers* workers, std::int64_t count, std::int64_t grain, double operations, Body body) {
  if (!workers || workers->count() == 1 || count <= grain || operations < kWorthSharing)
    return body(0, std::int64_t{0}, count);
  const std::int64_t grains = (count + grain - 1) / grain, parts = workers->count();
  workers->each([&](int part) {
    const std::int64_t first = grains * part / parts * grain,
                       last = std::min(count, grains * (part + 1) / parts * grain);
    if (first < last) body(part, first, last);
  });
}

}  // namespace assay
