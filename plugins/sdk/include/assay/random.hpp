#pragma once
/// Random numbers as a function of (seed, purpose, index): counter-based streams (Philox 4x32-10 of Random123; Salmon,
/// Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"). A stream that draws more numbers never
/// shifts another one, so seed k gives every model the same split, order and noise.

#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <string_view>
#include <utility>

// Philox uses no intrinsics; their headers would be half of what every file reads that draws a number.
#define R123_USE_SSE 0
#define R123_USE_X86INTRIN_H 0
#include <Random123/philox.h>

namespace assay {

/// One stream of random numbers. Copying it copies its position: two copies give the same numbers.
class Random {
 public:
  Random() = default;
  explicit Random(std::uint64_t seed) : key_(seed) {}

  /// An independent stream, named by its purpose ("split", "order", "init").
  Random stream(std::string_view purpose) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
    for (const char c : purpose) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return stream(hash);
  }

  /// An independent stream, named by a number (an epoch, a step, a layer's position).
  Random stream(std::uint64_t index) const {
    const auto mixed = block(key_, index, ~std::uint64_t{0});
    return Random(std::uint64_t{mixed.v[1]} << 32 | mixed.v[0]);
  }

  std::uint32_t bits() {
    if (used_ == 4) {
      words_ = block(key_, next_++, 0);
      used_ = 0;
    }
    return words_.v[used_++];
  }

  std::uint64_t bits64() {
    const std::uint64_t high = bits();
    return high << 32 | bits();
  }

  /// Uniform in [0, 1), 53 random bits.
  double uniform() { return static_cast<double>(bits64() >> 11) * 0x1p-53; }

  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// Uniform in 0 .. n-1 without bias (Lemire's rejection). n > 0.
  std::uint64_t below(std::uint64_t n) {
    auto product = static_cast<Wide>(bits64()) * n;
    if (static_cast<std::uint64_t>(product) < n) {
      const std::uint64_t threshold = (0 - n) % n;
      while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>(bits64()) * n;
    }
    return static_cast<std::uint64_t>(product >> 64);
  }

  /// Standard normal, by Box and Muller's transform; std::normal_distribution differs between libraries.
  double normal() {
    if (has_spare_) {
      has_spare_ = false;
      return spare_;
    }
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    spare_ = radius * std::sin(angle);
    has_spare_ = true;
    return radius * std::cos(angle);
  }

  /// Puts the elements into random order (Fisher and Yates).
  template <class E>
  void shuffle(std::span<E> elements) {
    for (std::size_t i = elements.size(); i > 1; --i) std::swap(elements[i - 1], elements[below(i)]);
  }

 private:
  __extension__ typedef unsigned __int128 Wide;

  static philox4x32_ctr_t block(std::uint64_t key, std::uint64_t low, std::uint64_t high) {
    const philox4x32_ctr_t counter{{static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32),
                                    static_cast<std::uint32_t>(high), static_cast<std::uint32_t>(high >> 32)}};
    const philox4x32_key_t keys{{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
    return philox4x32(counter, keys);
  }

  std::uint64_t key_ = 0;
  std::uint64_t next_ = 0;
  philox4x32_ctr_t words_{};
  unsigned used_ = 4;
  double spare_ = 0;
  bool has_spare_ = false;
};

}  // namespace assay
