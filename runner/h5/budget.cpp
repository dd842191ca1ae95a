#include "h5/budget.hpp"

#include <atomic>
#include <limits>

#include <assay/error.hpp>

namespace assay::h5 {
namespace {

constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();

std::atomic<std::uint64_t> allowed = kAny, left = kAny;

}  // namespace

void allow(std::uint64_t bytes) { allowed = left = bytes; }

void spend(std::uint64_t bytes, const std::string& path) {
  if (allowed == kAny) return;
  if (bytes > left)
    throw Error("with '" + path + "' it says more than " + std::to_string(allowed >> 20U) +
                " MB, which is too much for a file of its size");
  left -= bytes;
}

}  // namespace assay::h5
