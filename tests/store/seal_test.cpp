#include "store/seal.hpp"

#include <cstring>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "h5/message_of.hpp"

namespace assay::store {
namespace {

std::vector<std::byte> sealed() {
  std::vector<std::byte> file(5000, std::byte{7});
  std::memset(file.data(), 0, 512);
  put_seal(file, {"3f2a91c07b5e6d48", "complete", std::string(64, 'd'), {}, 0});
  return file;
}

/// A seal of these lines, whatever they say, with the right last line.
std::vector<std::byte> sealed_with(const std::string& lines) {
  std::vector<std::byte> file(512);
  const std::string text = lines + "seal " + sha256(lines) + '\n';
  std::memcpy(file.data(), text.data(), text.size());
  return file;
}

std::string refusal(const std::vector<std::byte>& file) {
  return message_of([&] { check_seal(file); });
}

TEST(Seal, SaysWhatItWasGiven) {
  const Seal seal = check_seal(sealed());
  EXPECT_EQ(seal.run, "3f2a91c07b5e6d48");
  EXPECT_EQ(seal.status, "complete");
  EXPECT_EQ(seal.result, std::string(64, 'd'));
}

TEST(Seal, SaysHowLongTheFileIs) { EXPECT_EQ(check_seal(sealed()).bytes, 5000U); }

TEST(Seal, HasTheHashOfWhatFollows) { EXPECT_EQ(check_seal(sealed()).sha256, sha256(std::string(4488, '\7'))); }

TEST(Seal, IsPlainText) {
  const auto file = sealed();
  const std::string text(reinterpret_cast<const char*>(file.data()));
  EXPECT_EQ(text.substr(0, 30), "assay-run 1\nbytes 5000\nsha256 ");
}

TEST(Seal, NoticesADamagedByteAnywhere) {
  const auto whole = sealed();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto file = whole;
    file[i] ^= std::byte{1};
    const char* expected = i < 10    ? "not written by assay"
                           : i < 512 ? "damaged: the seal in its first 512 bytes is broken"
                                     : "damaged: its SHA-256 differs";
    ASSERT_EQ(refusal(file), expected) << "byte " << i;
  }
}

TEST(Seal, NoticesAMissingEnd) {
  auto file = sealed();
  file.resize(4999);
  EXPECT_EQ(refusal(file), "damaged: 5000 bytes expected, 4999 found");
}

TEST(Seal, NoticesAddedBytes) {
  auto file = sealed();
  file.resize(5001);
  EXPECT_EQ(refusal(file), "damaged: 5000 bytes expected, 5001 found");
}

TEST(Seal, NoticesThatItIsItselfCutOff) {
  auto file = sealed();
  file.resize(100);
  EXPECT_EQ(refusal(file), "damaged: at least 512 bytes expected, 100 found");
}

TEST(Seal, IsNotFoundInAnEmptyFile) { EXPECT_EQ(refusal({}), "not written by assay: the file is empty"); }

TEST(Seal, IsNotFoundInText) {
  EXPECT_EQ(refusal(std::vector<std::byte>(1000, std::byte{'x'})), "not written by assay");
}

TEST(Seal, OfANewerFormatIsNamed) {
  EXPECT_EQ(refusal(sealed_with("assay-run 2\nwhatever\n")), "written by a newer format 2; this program reads up to 1");
}

TEST(Seal, OfADamagedVersionNumberIsNotTakenForNewer) {
  auto file = sealed();
  file[10] = std::byte{'2'};
  EXPECT_EQ(refusal(file), "damaged: the seal in its first 512 bytes is broken");
}

TEST(Seal, HasNoRoomForAnEndlessRunId) {
  std::vector<std::byte> file(512);
  const std::string id(400, 'x');
  EXPECT_EQ(message_of([&] {
              put_seal(file, {id, "complete", std::string(64, 'd'), {}, 0});
            }),
            "the run id '" + id + "' is too long");
}

TEST(Seal, IsNotFoundInFewerBytesThanItHas) {
  const auto file = sealed();
  EXPECT_EQ(find_seal(std::span(file).first(511)), std::nullopt);
}

}  // namespace
}  // namespace assay::store
