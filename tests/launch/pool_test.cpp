#include "launch/pool.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <map>
#include <new>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace assay::launch {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

/// A number that this process and its workers see.
class Shared {
 public:
  Shared()
      : value_(new (mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
                   std::atomic<int>(0)) {}
  ~Shared() { munmap(value_, sizeof *value_); }
  std::atomic<int>& operator*() const { return *value_; }

  /// Whether it becomes `wanted` in time.
  bool becomes(int wanted, milliseconds within) const {
    const auto end = std::chrono::steady_clock::now() + within;
    while (*value_ != wanted && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(milliseconds(1));
    return *value_ == wanted;
  }

 private:
  std::atomic<int>* value_;
};

struct Pool : testing::Test {
  std::map<std::size_t, Ending> endings;
  std::vector<std::size_t> started;

  int perform(std::size_t count, std::size_t workers, std::function<int(std::size_t, const Channel&)> body,
              double timeout = 0) {
    Work work;
    work.count = [&] { return count; };
    work.perform = std::move(body);
    work.started = [&](std::size_t task) { started.push_back(task); };
    work.reported = [](std::size_t, const Report&) {};
    work.ended = [&](std::size_t task, const Ending& ending) { endings[task] = ending; };
    work.timeout = timeout;
    return perform_all(work, workers);
  }
};

TEST_F(Pool, PerformsEveryTaskOnceInOrder) {
  EXPECT_EQ(perform(5, 2, [](std::size_t task, const Channel&) { return static_cast<int>(10 + task); }), 0);
  EXPECT_THAT(started, ElementsAre(0, 1, 2, 3, 4));
  ASSERT_EQ(endings.size(), 5);
  for (const auto& [task, ending] : endings) EXPECT_EQ(ending.exit_code, static_cast<int>(10 + task));
}

TEST_F(Pool, HasNoMoreTasksAtWorkThanWorkers) {
  const Shared at_work;
  perform(6, 2, [&](std::size_t, const Channel&) {
    const int others = (*at_work)++;
    std::this_thread::sleep_for(milliseconds(20));
    --*at_work;
    return others;
  });
  for (const auto& [task, ending] : endings) EXPECT_LT(ending.exit_code, 2) << task;
}

TEST_F(Pool, StartsTheNextTaskWhileOneOnlyStores) {
  const Shared reached;
  perform(2, 1, [&](std::size_t task, const Channel& channel) {
    if (task == 1) return *reached = 1, 0;
    channel.storing();
    return reached.becomes(1, milliseconds(10'000)) ? 0 : 1;
  });
  EXPECT_EQ(endings.at(0).exit_code, 0);
}

TEST_F(Pool, DoesNotStartTheNextTaskBeforeOneIsDone) {
  const Shared reached;
  perform(2, 1, [&](std::size_t task, const Channel&) {
    if (task == 1) return *reached = 1, 0;
    return reached.becomes(1, milliseconds(50)) ? 1 : 0;
  });
  EXPECT_EQ(endings.at(0).exit_code, 0);
}

TEST_F(Pool, KeepsGoingWhenAWorkerDiesAndTellsItsLastLines) {
  perform(2, 1, [](std::size_t task, const Channel&) {
    if (task == 1) return 0;
    std::puts("I have seen things");
    std::fflush(stdout);
    std::raise(SIGKILL);
    return 0;
  });
  EXPECT_EQ(endings.at(0).signal, SIGKILL);
  EXPECT_THAT(endings.at(0).output, ElementsAre("I have seen things"));
  EXPECT_EQ(endings.at(1).exit_code, 0);
}

TEST_F(Pool, EndsAWorkerWhoseTimeIsUp) {
  perform(
      1, 1,
      [](std::size_t, const Channel& channel) {
        channel.begin();
        std::this_thread::sleep_for(std::chrono::minutes(5));
        return 0;
      },
      0.05);
  EXPECT_TRUE(endings.at(0).timed_out);
  EXPECT_FALSE(endings.at(0).finished);
}

}  // namespace
}  // namespace assay::launch
