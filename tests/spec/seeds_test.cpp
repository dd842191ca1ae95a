#include "spec/seeds.hpp"

#include <gtest/gtest.h>

#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

using Seeds = std::vector<std::uint64_t>;

Seeds seeds(const std::string& yaml) {
  const Node root = parse_yaml("s: " + yaml, "x");
  Diagnostics diagnostics;
  Seeds found = read_seeds(root.find("s"), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return found;
}

TEST(Seeds, AreZeroWhereNobodyGivesThem) {
  Diagnostics diagnostics;
  EXPECT_EQ(read_seeds(nullptr, diagnostics), Seeds{0});
}

TEST(Seeds, AreCountedFromZero) { EXPECT_EQ(seeds("3"), (Seeds{0, 1, 2})); }

TEST(Seeds, AreARangeWithBothEnds) {
  EXPECT_EQ(seeds("3..5"), (Seeds{3, 4, 5}));
  EXPECT_EQ(seeds("7..7"), Seeds{7});
}

TEST(Seeds, KeepTheOrderOfTheirList) { EXPECT_EQ(seeds("[9, 0, 4]"), (Seeds{9, 0, 4})); }

TEST(Seeds, AreAtMostAHundredThousand) {
  EXPECT_EQ(seeds("100000").size(), 100'000U);
  EXPECT_EQ(seeds("0..99999").size(), 100'000U);
  EXPECT_THROW(seeds("100001"), Failure);
  EXPECT_THROW(seeds("0..100000"), Failure);
}

TEST(Seeds, AreOnesThatTheRunFileCanHold) {
  EXPECT_EQ(seeds("[9223372036854775808, 18446744073709551615]"), (Seeds{9223372036854775808U, 18446744073709551615U}));
  EXPECT_EQ(seeds("18446744073709551614..18446744073709551615").size(), 2U);
  EXPECT_THROW(seeds("[18446744073709551616]"), Failure);
}

}  // namespace
}  // namespace assay::spec
