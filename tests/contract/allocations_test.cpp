#include "contract/allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include <gtest/gtest.h>

#include <assay/loss.hpp>

#include "contract/variations.hpp"

namespace {
std::atomic<std::size_t> counted{0};

void* take(std::size_t size) {
  ++counted;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

// The dynamic loader has the plugins call these as well, because the program defines them.
void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace assay::contract {

std::size_t allocations() { return counted; }

namespace {

TEST(Allocations, CountsThoseOfPlugins) {
  const auto component = testing_support::component("mse", "loss");
  const auto loss = testing_support::plugins().make<Loss, double>(component);
  const std::size_t before = allocations();
  EXPECT_THROW(loss->check({4, 3}, {4, 7}), Error);  // the message is put together inside the library
  EXPECT_GT(allocations(), before);
}

}  // namespace
}  // namespace assay::contract
