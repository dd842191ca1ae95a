#include "base/child.hpp"

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <unistd.h>

#include <gtest/gtest.h>

namespace assay {
namespace {

using namespace std::chrono_literals;

TEST(Child, TellsWhatItSaid) {
  const ChildEnd end = in_child([](const Say& say) { say("one "), say("two"); }, 10s);
  EXPECT_TRUE(end.done);
  EXPECT_EQ(end.said, "one two");
  EXPECT_EQ(end.trouble(), "");
}

TEST(Child, TellsALongStory) {
  const std::string story(1'000'000, 'x');  // many times what a pipe holds
  EXPECT_EQ(in_child([&](const Say& say) { say(story); }, 10s).said, story);
}

TEST(Child, ThatCrashesIsToldWithItsLastWords) {
  const ChildEnd end = in_child(
      [](const Say& say) {
        say("here");
        std::raise(SIGKILL);
      },
      10s);
  EXPECT_FALSE(end.done);
  EXPECT_EQ(end.said, "here");
  EXPECT_EQ(end.trouble(), "it crashes (SIGKILL)");
}

TEST(Child, ThatLeavesIsTold) {
  EXPECT_EQ(in_child([](const Say&) { _exit(7); }, 10s).trouble(), "it ends the program (exit code 7)");
}

TEST(Child, ThatLeavesWithSuccessIsNotDone) {
  EXPECT_EQ(in_child([](const Say&) { _exit(0); }, 10s).trouble(), "it ends the program (exit code 0)");
}

TEST(Child, ThatHangsIsKilledWhenItsTimeIsUp) {
  const auto start = std::chrono::steady_clock::now();
  const ChildEnd end = in_child([](const Say&) { sleep(60); }, 200ms);
  EXPECT_TRUE(end.timed_out);
  EXPECT_EQ(end.trouble(), "it does not come to an end");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 30s);
}

TEST(Child, ThatThrowsNeverComesBackIntoTheParentsCode) {
  const pid_t parent = getpid();
  try {
    EXPECT_FALSE(in_child([](const Say&) { throw std::runtime_error("no"); }, 10s).done);
  } catch (...) {
    FAIL() << "the exception went through";
  }
  EXPECT_EQ(getpid(), parent);
}

}  // namespace
}  // namespace assay
