#include "store/whole_file.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "h5/message_of.hpp"
#include "store/example_record.hpp"
#include "store/temporary_name.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

using WholeFile = InFolder;

std::vector<std::byte> bytes_of(std::size_t size, int value) { return {size, static_cast<std::byte>(value)}; }

/// Files larger than this cannot be written while it lives; the process gets an error, not a signal.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST_F(WholeFile, IsReadAsWritten) {
  write_whole(file(), bytes_of(100'000, 1));
  EXPECT_EQ(read_whole(file()), bytes_of(100'000, 1));
}

TEST_F(WholeFile, ReplacesAnEarlierOne) {
  write_whole(file(), bytes_of(100, 1));
  write_whole(file(), bytes_of(50, 2));
  EXPECT_EQ(read_whole(file()), bytes_of(50, 2));
}

TEST_F(WholeFile, LeavesNothingElseInTheFolder) {
  write_whole(file(), bytes_of(100, 1));
  EXPECT_THAT(names(), ElementsAre("run.h5"));
}

TEST_F(WholeFile, IsWrittenInTheCurrentFolderToo) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  write_whole("run.h5", bytes_of(3, 1));
  fs::current_path(before);
  EXPECT_THAT(names(), ElementsAre("run.h5"));
}

TEST_F(WholeFile, HonoursTheMaskOfPermissions) {
  const mode_t before = umask(027);
  write_whole(file(), bytes_of(3, 1));
  umask(before);
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_F(WholeFile, TakesOverATemporaryFileOfADeadProcessWithThisNumber) {
  std::ofstream(temporary_name(file())) << "left over";
  write_whole(file(), bytes_of(3, 1));
  EXPECT_THAT(names(), ElementsAre("run.h5"));
}

TEST_F(WholeFile, MayHaveTheLongestNameThereIs) {
  write_whole(file(std::string(255, 'x')), bytes_of(3, 1));
  EXPECT_EQ(read_whole(file(std::string(255, 'x'))), bytes_of(3, 1));
}

TEST_F(WholeFile, KeepsThePermissionsOfTheOneItReplaces) {
  write_whole(file(), bytes_of(3, 1));
  fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write);
  write_whole(file(), bytes_of(3, 2));
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(TemporaryName, TellsItsProcessAndWhetherThatCountsAmongOurs) {
  const auto mine = owner_of(temporary_name("a/run.h5").filename());
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->process, getpid());
  EXPECT_TRUE(mine->ours);
  const auto other = owner_of(".run.h5.host-0123456789ab.42.tmp");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->process, 42);
  EXPECT_FALSE(other->ours);
  for (const char* name : {"run.h5", ".run.h5.tmp", ".run.h5.host.4x.tmp", "run.h5.host.4.tmp", ".run.h5.host.-4.tmp"})
    EXPECT_FALSE(owner_of(name)) << name;
}

TEST_F(WholeFile, DoesNotChangeUnderAnOpenReader) {
  write_whole(file(), bytes_of(3, 'a'));
  std::ifstream reader(file());
  write_whole(file(), bytes_of(3, 'b'));
  std::string text;
  reader >> text;
  EXPECT_EQ(text, "aaa");
}

TEST_F(WholeFile, SaysThatTheFolderIsMissing) {
  EXPECT_EQ(message_of([&] { write_whole(file("no/run.h5"), bytes_of(3, 1)); }),
            "cannot write " + file("no/run.h5").string() + ": No such file or directory");
}

TEST_F(WholeFile, SaysThatAFolderIsInItsPlace) {
  fs::create_directory(file());
  EXPECT_EQ(message_of([&] { write_whole(file(), bytes_of(3, 1)); }),
            "cannot write " + file().string() + ": Is a directory");
}

TEST_F(WholeFile, LeavesNoTemporaryFileWhereRenamingFails) {
  fs::create_directory(file());
  message_of([&] { write_whole(file(), bytes_of(3, 1)); });
  EXPECT_THAT(names(), ElementsAre("run.h5"));
}

TEST_F(WholeFile, FailsWithTheCodeOfResults) {
  try {
    write_whole(file("no/run.h5"), bytes_of(3, 1));
    FAIL() << "nothing was thrown";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::results);
  }
}

TEST_F(WholeFile, SaysHowMuchRoomItNeeds) {
  const SizeLimit limit(1000);
  EXPECT_EQ(message_of([&] { write_whole(file(), bytes_of(5000, 1)); }),
            "cannot write " + file().string() + ": File too large (needs 5000 bytes)");
}

TEST_F(WholeFile, LeavesNothingWhereThereIsNoRoom) {
  const SizeLimit limit(1000);
  message_of([&] { write_whole(file(), bytes_of(5000, 1)); });
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(WholeFile, KeepsTheEarlierOneWhereThereIsNoRoom) {
  write_whole(file(), bytes_of(500, 1));
  const SizeLimit limit(1000);
  message_of([&] { write_whole(file(), bytes_of(5000, 2)); });
  EXPECT_EQ(read_whole(file()), bytes_of(500, 1));
}

/// Runs `work` in a child process that sees a file system of 16 kB at `folder`, and returns what work returned; empty
/// where this machine does not allow such a thing. Nothing of it remains.
std::string on_a_full_disk(const fs::path& folder, const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    const bool mounted = (unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) &&
                         mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                         mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=16k") == 0;
    const std::string answer = mounted ? work() : std::string();
    const bool told = write(ends[1], answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  std::array<char, 1000> buffer{};
  const ssize_t size = read(ends[0], buffer.data(), buffer.size());
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

TEST_F(WholeFile, SurvivesAFullDisk) {
  const std::string answer = on_a_full_disk(folder_, [&] {
    write_whole(file(), bytes_of(5000, 1));
    const std::string message = message_of([&] { write_whole(file(), bytes_of(50'000, 2)); });
    const bool whole = read_whole(file()) == bytes_of(5000, 1);
    return message + (whole ? "; the earlier file is whole" : "; the earlier file is lost") +
           "; files: " + std::to_string(names().size());
  });
  if (answer.empty()) GTEST_SKIP() << "no mount namespaces here";
  EXPECT_EQ(answer, "cannot write " + file().string() +
                        ": No space left on device (needs 50000 bytes); the earlier file is whole; files: 1");
}

// ---- reading

TEST_F(WholeFile, IsNotReadWhereThereIsNone) {
  EXPECT_EQ(message_of([&] { read_whole(file()); }), file().string() + ": cannot be read: No such file or directory");
}

TEST_F(WholeFile, IsNotReadThroughASymbolicLink) {
  write_whole(file("other.h5"), bytes_of(3, 1));
  fs::create_symlink("other.h5", file());
  EXPECT_EQ(message_of([&] { read_whole(file()); }), file().string() + ": is a symbolic link; expected a plain file");
}

TEST_F(WholeFile, IsNotReadFromAFolder) {
  EXPECT_EQ(message_of([&] { read_whole(folder_); }), folder_.string() + ": is not a plain file");
}

TEST_F(WholeFile, IsNotReadFromAPipe) {
  ASSERT_EQ(mkfifo(file().c_str(), 0600), 0);
  EXPECT_EQ(message_of([&] { read_whole(file()); }), file().string() + ": is not a plain file");
}

TEST_F(WholeFile, IsNotReadWhereItIsTooLarge) {
  std::ofstream(file()).close();
  fs::resize_file(file(), kLargestFile + 1);
  EXPECT_EQ(message_of([&] { read_whole(file()); }),
            file().string() + ": has 8589934593 bytes; at most 8589934592 are read");
}

TEST_F(WholeFile, TellsItsBeginningAndLength) {
  write_whole(file(), bytes_of(5000, 1));
  const Beginning beginning = read_beginning(file(), 512);
  EXPECT_EQ(beginning.bytes, bytes_of(512, 1));
  EXPECT_EQ(beginning.file_bytes, 5000U);
}

TEST_F(WholeFile, MayBeShorterThanTheBeginningAskedFor) {
  write_whole(file(), bytes_of(100, 1));
  EXPECT_EQ(read_beginning(file(), 512).bytes, bytes_of(100, 1));
}

}  // namespace
}  // namespace assay::store
