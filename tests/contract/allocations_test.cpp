#include "check/allocations.hpp"

#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <assay/loss.hpp>

#include "check/variations.hpp"
#include "components.hpp"

namespace assay::check {
namespace {

TEST(Allocations, CountsThoseOfPlugins) {
  const auto& registry = testing_support::plugins();
  const auto loss = registry.make<Loss, double>(component("mse", "loss", registry));
  const std::size_t before = allocations();
  EXPECT_THROW(loss->check({4, 3}, {4, 7}), Error);  // the message is put together inside the library
  EXPECT_GT(allocations(), before);
}

TEST(Allocations, CountsThoseOfThisThreadAlone) {
  const std::size_t before = allocations();
  std::size_t there = 0;
  std::jthread([&] {
    std::vector<std::unique_ptr<int>> many;
    const std::size_t start = allocations();
    for (int i = 0; i < 1000; ++i) many.push_back(std::make_unique<int>(i));
    there = allocations() - start;
  }).join();
  EXPECT_GE(there, 1000U);
  EXPECT_LT(allocations() - before, 10U);  // what it takes to start a thread
}

}  // namespace
}  // namespace assay::check
