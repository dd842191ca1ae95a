#include "registry/known_libraries.hpp"

#include <chrono>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>

#include <assay/random.hpp>

#include "base/failure.hpp"
#include "registry/cache_home.hpp"
#include "registry/library.hpp"
#include "temporary_folder.hpp"

namespace assay::registry {
namespace {

namespace fs = std::filesystem;

const fs::path kHostile = fs::path(ASSAY_BUILD_DIR) / "tests/hostile";
const fs::path kGood = ASSAY_PLUGINS_DIR;

std::string fault_of(const fs::path& file) { return look_at({&file, 1}).at(file).fault; }

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> shipped() {
  std::vector<fs::path> files;
  for (const auto& item : fs::directory_iterator(kGood)) files.push_back(item.path());
  return files;
}

class KnownLibraries : public testing::Test {
 protected:
  testing_support::CacheHome home;
  testing_support::TemporaryFolder scratch;
};

TEST_F(KnownLibraries, HaveNothingAgainstShippedOnes) {
  const auto files = shipped();
  for (const auto& [file, known] : look_at(files)) EXPECT_EQ(known.fault, "") << file;
}

TEST_F(KnownLibraries, TellWhatAConstructorThrows) {
  EXPECT_EQ(fault_of(kHostile / "throws.so"), "it throws 'no licence found' while it is loaded");
}

TEST_F(KnownLibraries, TellThatAConstructorEndsTheProgram) {
  EXPECT_EQ(fault_of(kHostile / "exits.so"), "it ends the program (exit code 3) while it is loaded");
}

TEST_F(KnownLibraries, TellThatAConstructorHangs) {
  EXPECT_EQ(fault_of(kHostile / "hangs.so"), "loading it does not come to an end within 5 s");
}

TEST_F(KnownLibraries, TellThatAConstructorCrashes) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer turns the crash into an exit";
#endif
  EXPECT_EQ(fault_of(kHostile / "crashes.so"), "it crashes (SIGSEGV) while it is loaded");
}

TEST_F(KnownLibraries, TryTheOthersAfterACulprit) {
  const std::vector<fs::path> files{kGood / "relu.so", kHostile / "exits.so", kGood / "tanh.so", kHostile / "throws.so",
                                    kGood / "elu.so"};
  const auto known = look_at(files);
  EXPECT_EQ(known.at(files[0]).fault, "");
  EXPECT_NE(known.at(files[1]).fault, "");
  EXPECT_EQ(known.at(files[2]).fault, "");
  EXPECT_NE(known.at(files[3]).fault, "");
  EXPECT_EQ(known.at(files[4]).fault, "");
}

TEST_F(KnownLibraries, AreNotTriedAgain) {
  fault_of(kHostile / "hangs.so");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(fault_of(kHostile / "hangs.so"), "loading it does not come to an end within 5 s");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));  // a trial would take 5
}

/// The promise is 10 ms for all together on a quiet machine; ten looks at once, so that a busy one passes as well.
TEST_F(KnownLibraries, CostLittleWhenSeenBefore) {
  const auto files = shipped();
  look_at(files);
  auto best = std::chrono::steady_clock::duration::max();
  for (int i = 0; i < 10; ++i) {
    const auto start = std::chrono::steady_clock::now();
    look_at(files);
    best = std::min(best, std::chrono::steady_clock::now() - start);
  }
  EXPECT_LT(best, std::chrono::milliseconds(10));
}

TEST_F(KnownLibraries, TellWhatTheyHoldOnceSomebodyHasLoadedThem) {
  const fs::path relu = kGood / "relu.so", copy = scratch / "relu_again.so";
  EXPECT_TRUE(look_at({&relu, 1}).at(relu).components.empty());
  remember_components({{relu, {{"activation", "relu"}, {"layer", "both"}}}});
  const std::vector<ComponentName> expected{{"activation", "relu"}, {"layer", "both"}};
  EXPECT_EQ(look_at({&relu, 1}).at(relu).components, expected);
  fs::copy_file(relu, copy);
  EXPECT_EQ(look_at({&copy, 1}).at(copy).components, expected);
}

TEST_F(KnownLibraries, AreLookedAtAgainWhenTheirBytesChange) {
  const fs::path copy = scratch / "changing.so";
  fs::copy_file(kGood / "relu.so", copy);
  EXPECT_EQ(fault_of(copy), "");
  std::string bytes = bytes_of(copy);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(copy, std::ios::binary) << bytes;
  EXPECT_EQ(fault_of(copy),
            "it is damaged: its bytes are not those that were sealed when it was built; build it again");
}

TEST_F(KnownLibraries, AreFoundWithoutACacheToo) {
  setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
  EXPECT_EQ(fault_of(kGood / "relu.so"), "");
  EXPECT_EQ(fault_of(kHostile / "exits.so"), "it ends the program (exit code 3) while it is loaded");
}

TEST_F(KnownLibraries, ThatWereForgottenAreTriedAgain) {
  fault_of(kGood / "relu.so");
  std::ofstream(home.folder() / "libraries") << "what is this?\n";
  EXPECT_EQ(fault_of(kGood / "relu.so"), "");
}

/// Truncations, flipped bits, other machines and texts: 300 sentences with the file's name, and this program lives on.
TEST_F(KnownLibraries, DamagedIn300WaysAreRefused) {
  const std::string whole = bytes_of(kGood / "swish.so");
  const fs::path file = scratch / "damaged.so";
  Random random(1);
  int refused = 0;
  const auto try_bytes = [&](const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
    try {
      load_library(file);
      ADD_FAILURE() << "damage number " << refused << " is let in";
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::plugin);
      EXPECT_TRUE(std::string(failure.what()).starts_with(file.string() + ": it ")) << failure.what();
      ++refused;
    }
  };
  for (int i = 0; i < 100; ++i) try_bytes(whole.substr(0, random.below(whole.size())));
  for (int i = 0; i < 150; ++i) {
    std::string flipped = whole;
    flipped[random.below(whole.size())] ^= static_cast<char>(1U << random.below(8));
    try_bytes(flipped);
  }
  for (int machine = 0; machine < 25; ++machine) {
    std::string other = whole;
    other[18] = static_cast<char>(machine);  // e_machine; x86-64 is 62
    try_bytes(other);
  }
  for (int i = 0; i < 25; ++i) {
    std::string text;
    for (std::uint64_t length = random.below(9000); length > 0; --length) text += static_cast<char>(random.below(256));
    try_bytes(text);
  }
  EXPECT_EQ(refused, 300);
}

}  // namespace
}  // namespace assay::registry
