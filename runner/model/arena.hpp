#pragma once
/// Memory of a network, planned once: one block that is divided by offsets. Zero at the start, 64-byte aligned, on huge
/// pages where it is large. Never grows; a training step allocates nothing.

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>

#include <sys/mman.h>

namespace assay::model {

/// Numbers that fill a cache line: every tensor starts on one.
template <class T>
inline constexpr std::size_t kLine = 64 / sizeof(T);

template <class T>
constexpr std::size_t aligned(std::size_t count) {
  return (count + kLine<T> - 1) / kLine<T> * kLine<T>;
}

template <class T>
class Arena {
 public:
  Arena() = default;
  explicit Arena(std::size_t count) : size_(aligned<T>(count)) {
    if (size_ == 0) return;
    constexpr std::size_t kHugePage = std::size_t{1} << 21;
    const std::size_t bytes = size_ * sizeof(T);
    const std::size_t alignment = bytes >= kHugePage ? kHugePage : 64;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    memory_.reset(static_cast<T*>(::operator new (rounded, std::align_val_t{alignment})));
    memory_.get_deleter().alignment = alignment;
    if (alignment == kHugePage) ::madvise(memory_.get(), rounded, MADV_HUGEPAGE);  // a hint: failure is harmless
    std::memset(static_cast<void*>(memory_.get()), 0, rounded);
  }

  std::span<T> all() const { return {memory_.get(), size_}; }
  T* at(std::size_t offset) const { return memory_.get() + offset; }
  std::size_t size() const { return size_; }

 private:
  struct Release {
    std::size_t alignment = 64;
    void operator()(T* p) const { ::operator delete (p, std::align_val_t{alignment}); }
  };

  std::unique_ptr<T, Release> memory_;
  std::size_t size_ = 0;
};

}  // namespace assay::model
