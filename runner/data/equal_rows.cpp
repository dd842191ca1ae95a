#include "data/equal_rows.hpp"

#include <bit>
#include <unordered_map>
#include <utility>

namespace assay::data {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014), a bijection in which each bit depends on every other.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

struct Print {
  std::uint64_t high = 0x9e3779b97f4a7c15ULL, low = 0xd1b54a32d192ed03ULL;

  void add(std::uint64_t word) {
    high = mixed(high ^ word);
    low = mixed(low + word * 0xda942042e4dd58b5ULL);
  }
  friend bool operator==(const Print&, const Print&) = default;
};

struct OfPrint {
  std::size_t operator()(const Print& print) const { return print.low; }
};

/// Equal numbers have equal words: 0 and -0 are equal.
std::uint64_t word(double x) { return std::bit_cast<std::uint64_t>(x + 0.0); }
std::uint64_t word(float x) { return word(static_cast<double>(x)); }
std::uint64_t word(std::int64_t x) { return static_cast<std::uint64_t>(x); }
std::uint64_t word(std::uint8_t x) { return x; }

}  // namespace

std::vector<std::int32_t> equal_rows(const RawDataset& data) {
  std::vector<std::int32_t> number;
  std::unordered_map<Print, std::int32_t, OfPrint> known;
  const auto width = static_cast<std::size_t>(data.input.size());
  number.reserve(static_cast<std::size_t>(data.rows));
  known.reserve(static_cast<std::size_t>(data.rows));
  std::visit(
      [&](const auto& inputs) {
        for (std::size_t row = 0; row < static_cast<std::size_t>(data.rows); ++row) {
          Print print;
          for (const auto x : inputs.span().subspan(row * width, width)) print.add(word(x));
          number.push_back(known.emplace(print, static_cast<std::int32_t>(known.size())).first->second);
        }
      },
      data.inputs);
  return number;
}

}  // namespace assay::data
