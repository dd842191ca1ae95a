#include "launch/claim.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay::launch {
namespace {
namespace fs = std::filesystem;

/// A process that holds a claim until it is told to end.
class Holder {
 public:
  Holder(const fs::path& folder, const std::string& run) {
    int ready[2];
    if (pipe(ready) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      const Claims claims(folder);
      const char answer = claims.claim(run) ? 'y' : 'n';
      if (write(ready[1], &answer, 1) != 1) _exit(1);
      pause();
      _exit(0);
    }
    char answer = 'n';
    held = read(ready[0], &answer, 1) == 1 && answer == 'y';
  }
  ~Holder() { end(); }
  void end() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  bool held = false;

 private:
  pid_t process_ = 0;
};

struct Claim : testing::Test {
  Claim() { fs::create_directories(folder); }
  ~Claim() override { fs::remove_all(folder); }
  fs::path folder = fs::path(testing::TempDir()) /
                    (std::string("claims-") + testing::UnitTest::GetInstance()->current_test_info()->name());
  const std::string run = "3f2a91c07b5e6d48", other = "13f2a91c07b5e6d4";
};

TEST_F(Claim, IsRefusedWhileAnotherProcessHoldsItAndDiesWithThat) {
  Holder holder(folder, run);
  ASSERT_TRUE(holder.held);
  const Claims claims(folder);
  EXPECT_FALSE(claims.claim(run));
  EXPECT_TRUE(claims.claim(other));
  holder.end();
  EXPECT_TRUE(claims.claim(run));
}

TEST_F(Claim, IsSeenFromOutsideWithoutBeingTaken) {
  EXPECT_FALSE(Claims::is_claimed(folder, run));
  EXPECT_TRUE(fs::is_empty(folder)) << "looking wrote something";
  Holder holder(folder, run);
  ASSERT_TRUE(holder.held);
  EXPECT_TRUE(Claims::is_claimed(folder, run));
  EXPECT_FALSE(Claims::is_claimed(folder, other));
  holder.end();
  EXPECT_FALSE(Claims::is_claimed(folder, run));
}

}  // namespace
}  // namespace assay::launch
