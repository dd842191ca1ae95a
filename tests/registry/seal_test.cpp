#include "registry/seal.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace assay::registry {
namespace {

namespace fs = std::filesystem;

std::string sealed(const std::string& bytes) {
  const testing_support::TemporaryFolder folder;
  const fs::path file = folder / "sealed";
  std::ofstream(file, std::ios::binary) << bytes;
  seal(file);
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Seal, IsALineWithTheHashOfAllBytesBefore) {
  EXPECT_EQ(sealed("abc"),
            "abc\nassay-seal sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n");  // FIPS 180-4
}

TEST(Seal, HoldsForTheBytesThatWereSealed) { EXPECT_EQ(fault_of_seal(sealed("abc")), std::nullopt); }

TEST(Seal, BreaksWithEveryBit) {
  const std::string whole = sealed("some bytes");
  for (std::size_t i = 0; i < whole.size() * 8; ++i) {
    std::string flipped = whole;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
    EXPECT_NE(fault_of_seal(flipped), std::nullopt) << "bit " << i;
  }
}

TEST(Seal, OfCMakeIsTheSame) {  // assay_add_plugin writes it with a script of CMake
  std::ifstream in(fs::path(ASSAY_PLUGINS_DIR) / "relu.so", std::ios::binary);
  EXPECT_EQ(fault_of_seal({std::istreambuf_iterator<char>(in), {}}), std::nullopt);
}

}  // namespace
}  // namespace assay::registry
