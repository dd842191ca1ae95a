#include "h5/superblock.hpp"

#include <array>
#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include "h5/message_of.hpp"

namespace assay::h5 {
namespace {

/// The superblock of a file that libhdf5 1.10.8 itself wrote to disk (h5py, libver='v108', one empty group), and the
/// checksum that it stored.
constexpr std::array<unsigned char, 48> kOnDisk = {
    0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0x02, 0x08, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x56, 0x01, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x30, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x58, 0x97, 0x3e, 0xa8};

TEST(Lookup3, IsWhatLibhdf5StoresOnDisk) {
  std::array<std::uint32_t, 12> words{};
  std::memcpy(words.data(), kOnDisk.data(), kOnDisk.size());
  EXPECT_EQ(lookup3(std::span(words).first<11>()), words[11]);
}

TEST(Superblock, GetsItsChecksumBack) {
  std::vector<std::byte> image(kOnDisk.size());
  std::memcpy(image.data(), kOnDisk.data(), kOnDisk.size());
  image[45] = std::byte{0};
  repair_superblock(image);
  EXPECT_EQ(std::memcmp(image.data(), kOnDisk.data(), kOnDisk.size()), 0);
}

TEST(Superblock, IsExpectedAtTheStart) {
  std::vector<std::byte> image(100);
  EXPECT_EQ(message_of([&] { repair_superblock(image); }),
            "libhdf5 made a file image without a superblock of version 2");
}

}  // namespace
}  // namespace assay::h5
