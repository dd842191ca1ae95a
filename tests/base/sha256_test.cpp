#include "base/sha256.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include <assay/error.hpp>

#include "temporary_folder.hpp"

namespace assay {
namespace {

// The examples of FIPS 180-4.
TEST(Sha256, OfNothing) { EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"); }

TEST(Sha256, OfAbc) { EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); }

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const testing_support::TemporaryFolder folder;
  const auto file = folder / "x";
  std::string text(100'000, 'x');
  std::ofstream(file, std::ios::binary) << text;
  EXPECT_EQ(sha256_of_file(file), sha256(text));
}

TEST(Sha256, OfAMissingFileSaysWhich) {
  try {
    sha256_of_file("/nowhere/at/all");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "cannot read /nowhere/at/all");
  }
}

}  // namespace
}  // namespace assay
