#include "h5/superblock.hpp"

#include <array>
#include <bit>
#include <cstring>

#include <assay/error.hpp>

namespace assay::h5 {
namespace {

static_assert(std::endian::native == std::endian::little, "words are hashed and stored as they lie in memory");

constexpr std::size_t kCovered = 44;

struct Lookup3 {
  std::uint32_t a, b, c;

  /// One reversible step: x loses y, takes y rotated, and y gains z.
  static void turn(std::uint32_t& x, std::uint32_t& y, std::uint32_t z, int bits) {
    x -= y;
    x ^= std::rotl(y, bits);
    y += z;
  }
  static void fold(std::uint32_t& x, std::uint32_t y, int bits) {
    x ^= y;
    x -= std::rotl(y, bits);
  }

  void mix() {
    turn(a, c, b, 4);
    turn(b, a, c, 6);
    turn(c, b, a, 8);
    turn(a, c, b, 16);
    turn(b, a, c, 19);
    turn(c, b, a, 4);
  }
  void finish() {
    fold(c, b, 14);
    fold(a, c, 11);
    fold(b, a, 25);
    fold(c, b, 16);
    fold(a, c, 4);
    fold(b, a, 14);
    fold(c, b, 24);
  }
};

}  // namespace

std::uint32_t lookup3(std::span<const std::uint32_t, 11> words) {
  const auto start = static_cast<std::uint32_t>(0xdeadbeef + 4 * words.size());
  Lookup3 hash{start, start, start};
  for (std::size_t i = 0; i < 9; i += 3) {
    hash.a += words[i];
    hash.b += words[i + 1];
    hash.c += words[i + 2];
    hash.mix();
  }
  hash.a += words[9];
  hash.b += words[10];
  hash.finish();
  return hash.c;
}

void repair_superblock(std::span<std::byte> image) {
  constexpr std::array<unsigned char, 9> kBegin{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 2};
  if (image.size() < kCovered + 4 || std::memcmp(image.data(), kBegin.data(), kBegin.size()) != 0)
    throw Error("libhdf5 made a file image without a superblock of version 2");
  std::array<std::uint32_t, 11> words{};
  std::memcpy(words.data(), image.data(), kCovered);
  const std::uint32_t checksum = lookup3(words);
  std::memcpy(image.data() + kCovered, &checksum, sizeof checksum);
}

}  // namespace assay::h5
