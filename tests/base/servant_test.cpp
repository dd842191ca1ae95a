#include "base/servant.hpp"

#include <csignal>
#include <cstdlib>
#include <new>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace assay {
namespace {

std::string work(std::string_view request) {
  static int answered = 0;
  if (request == "crash") std::raise(SIGSEGV);
  if (request == "exit") _exit(3);
  if (request == "hang") {
    limit_answer(std::uint64_t{1} << 30U, 0.2);
    for (volatile bool on = true; on;) continue;
  }
  if (request == "memory") {
    limit_answer(std::uint64_t{1} << 26U, 10);
    try {
      std::vector<char> much(std::size_t{1} << 28U);
      return "there are " + std::to_string(much.size());
    } catch (const std::bad_alloc&) {
      return "there is none";
    }
  }
  if (request == "much") return std::string(5'000'000, 'x');
  return std::string(request) + ' ' + std::to_string(++answered);
}

TEST(Servant, AnswersAndRemembers) {
  Servant servant(work);
  EXPECT_EQ(servant.ask("a").text, "a 1");
  EXPECT_EQ(servant.ask("b").text, "b 2");
  EXPECT_EQ(servant.ask("much").text.size(), 5'000'000U);
}

TEST(Servant, ThatCrashesIsReplaced) {
  Servant servant(work);
  servant.ask("a");
  EXPECT_EQ(servant.ask("crash").trouble, "it crashes (SIGSEGV)");
  EXPECT_EQ(servant.ask("exit").trouble, "it ends the program (exit code 3)");
  EXPECT_EQ(servant.ask("a").text, "a 1");
}

TEST(Servant, ThatHangsIsEnded) {
  Servant servant(work);
  EXPECT_EQ(servant.ask("hang").trouble, "it does not come to an end");
}

TEST(Servant, HasNoMoreMemoryThanItIsGiven) {
  Servant servant(work);
  EXPECT_EQ(servant.ask("memory").text, "there is none");
}

TEST(Servant, OfAForkedProcessIsAnother) {
  Servant servant(work);
  servant.ask("a");
  const pid_t child = fork();
  if (child == 0) _exit(servant.ask("a").text == "a 1" ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(servant.ask("a").text, "a 2");
}

}  // namespace
}  // namespace assay
