#include "registry/library.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <xmmintrin.h>

#include "base/failure.hpp"
#include "temporary_folder.hpp"

namespace assay::registry {
namespace {

namespace fs = std::filesystem;

const fs::path kBad = fs::path(ASSAY_BUILD_DIR) / "tests/bad_plugins";
const fs::path kGood = ASSAY_PLUGINS_DIR;

/// What is said about a library, without its name in front; its exit code must be that of plugins.
std::string refusal(const fs::path& file) {
  try {
    load_library(file);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::plugin);
    const std::string text = failure.what();
    EXPECT_TRUE(text.starts_with(file.string() + ": ")) << text;
    return text.substr(std::min(text.size(), file.string().size() + 2));
  }
  return "loaded";
}

class Damaged : public testing::Test {
 protected:
  fs::path write(const std::string& bytes) {
    std::ofstream(file_, std::ios::binary) << bytes;
    return file_;
  }
  static std::string relu() {
    std::ifstream in(kGood / "relu.so", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  testing_support::TemporaryFolder folder_;
  fs::path file_ = folder_ / "damaged.so";
};

TEST(Library, OfAPluginShowsItsEntries) {
  const Library library = load_library(kGood / "swish.so");
  ASSERT_EQ(library.entries.size(), 1U);
  EXPECT_STREQ(library.entries[0].name, "swish");
  EXPECT_EQ(library.entries[0].kind, Kind::activation);
  ASSERT_EQ(library.entries[0].parameter_count, 1U);
  EXPECT_STREQ(library.entries[0].parameters[0].name, "beta");
}

TEST(Library, ThatIsMissingIsRefused) { EXPECT_EQ(refusal(kGood / "nothing.so"), "there is no such file"); }

TEST(Library, ThatIsAFolderIsRefused) { EXPECT_EQ(refusal(kGood), "it is not a regular file"); }

TEST(Library, WithoutTheSymbolIsRefused) {
  EXPECT_EQ(refusal(kBad / "no_symbol.so"), "it has no symbol 'assay_plugin', so it is no plugin of Assay");
}

TEST(Library, WithAnotherSymbolOfThatNameIsRefused) {
  EXPECT_EQ(refusal(kBad / "wrong_magic.so"), "its symbol 'assay_plugin' is something else than a plugin of Assay");
}

TEST(Library, OfAnotherAbiIsRefused) {
  EXPECT_EQ(refusal(kBad / "wrong_abi.so"),
            "it was built for plugin ABI 999 but this program speaks ABI 3; rebuild it with this program's SDK");
}

TEST(Library, OfAnotherSizeIsRefused) {
  EXPECT_EQ(refusal(kBad / "wrong_size.so"), "its description has 8 bytes where " + std::to_string(sizeof(Plugin)) +
                                                 " are expected; rebuild it with this program's SDK");
}

TEST(Library, OfAnotherBuildIsRefused) {
  EXPECT_EQ(refusal(kBad / "wrong_build.so"), "it was built with 'g++ 4.8.0; c++11' but this program with '" ASSAY_BUILD
                                              "'; rebuild it with assay_add_plugin");
}

TEST(Library, WithUnresolvedSymbolsIsRefused) {
  const std::string text = refusal(kBad / "unresolved.so");
  EXPECT_TRUE(text.starts_with("it cannot be loaded: ")) << text;
  EXPECT_NE(text.find("nobody_has_this"), std::string::npos) << text;
}

TEST(Library, ThatChangesTheDenormalModeIsRefusedAndTheModeRestored) {
  const unsigned before = _mm_getcsr();
  EXPECT_EQ(refusal(kBad / "flips_denormals.so"),
            "loading it changes the processor's denormal or rounding mode for the whole program; link it without "
            "-ffast-math");
  EXPECT_EQ(_mm_getcsr() & ~0x3fU, before & ~0x3fU);
}

TEST_F(Damaged, EmptyFileIsRefused) { EXPECT_EQ(refusal(write("")), "it is empty"); }

TEST_F(Damaged, TextIsRefused) { EXPECT_EQ(refusal(write("plugins: none\n")), "it is not an ELF file"); }

TEST_F(Damaged, LongTextIsRefused) { EXPECT_EQ(refusal(write(std::string(5000, 'x'))), "it is not an ELF file"); }

TEST_F(Damaged, OtherMachineIsRefused) {
  std::string bytes = relu();
  bytes[18] = '\xf3';  // e_machine: RISC-V
  EXPECT_EQ(refusal(write(bytes)), "it was built for another kind of machine");
}

TEST_F(Damaged, ProgramIsRefused) {
  std::string bytes = relu();
  bytes[16] = 2;  // e_type: ET_EXEC
  EXPECT_EQ(refusal(write(bytes)), "it is an ELF file but not a shared library");
}

TEST_F(Damaged, EveryTruncationIsRefusedWithoutACrash) {
  const std::string whole = relu();
  const std::size_t seal = std::string("\nassay-seal sha256 ").size() + 64 + 1;
  for (std::size_t length = 64; length < whole.size() - seal; length += 97) {
    const std::string text = refusal(write(whole.substr(0, length)));
    EXPECT_EQ(text, "it is truncated: " + std::to_string(length) + " bytes are fewer than its header promises");
  }
}

TEST_F(Damaged, SealThatIsCutIsRefused) {
  const std::string whole = relu();
  EXPECT_EQ(
      refusal(write(whole.substr(0, whole.size() - 1))),
      "it has no seal at its end: it is truncated, was changed after it was built (strip?), or was not built with "
      "assay_add_plugin or 'assay plugins build'");
}

TEST_F(Damaged, OneFlippedBitIsRefused) {
  std::string bytes = relu();
  bytes[bytes.size() / 2] ^= 4;
  EXPECT_EQ(refusal(write(bytes)),
            "it is damaged: its bytes are not those that were sealed when it was built; build it again");
}

TEST(AllPlugins, LoadWithoutChangingTheFloatingPointMode) {
  const unsigned before = _mm_getcsr();
  std::size_t loaded = 0;
  for (const auto& item : fs::directory_iterator(kGood)) loaded += load_library(item.path()).entries.size();
  EXPECT_GE(loaded, 38U);
  EXPECT_EQ(_mm_getcsr() & ~0x3fU, before & ~0x3fU);
}

}  // namespace
}  // namespace assay::registry
