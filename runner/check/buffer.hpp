#pragma once
/// Numbers in memory that may be fenced: the last one ends where the next page must not be touched, and what lies
/// before the first is watched. A call that reads or writes past its end then dies at once, in a child process.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include <assay/error.hpp>

namespace assay::check {

template <class T>
class Buffer {
 public:
  Buffer(std::span<const T> numbers, bool fenced) : Buffer(numbers.size(), T(0), fenced) {
    if (!numbers.empty()) std::memcpy(data_, numbers.data(), numbers.size_bytes());
  }
  Buffer(std::size_t count, T value, bool fenced) : count_(count) {
    if (fenced)
      fence();
    else
      plain_.resize(count), data_ = plain_.data();
    for (std::size_t i = 0; i < count; ++i) data_[i] = value;
  }
  ~Buffer() {
    if (pages_) munmap(pages_, bytes_);
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  T* data() { return data_; }
  std::size_t size() const { return count_; }
  std::span<T> all() { return {data_, count_}; }
  std::vector<T> copy() const { return {data_, data_ + count_}; }

  /// Whether something was written before the first number.
  bool front_touched() const {
    if (!pages_) return false;
    for (const auto* byte = pages_ + page(); byte < reinterpret_cast<const unsigned char*>(data_); ++byte)
      if (*byte != kFront) return true;
    return false;
  }

 private:
  static constexpr unsigned char kFront = 0xA5;
  static std::size_t page() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

  void fence() {
    const std::size_t inner = (count_ * sizeof(T) / page() + 1) * page();
    bytes_ = inner + 2 * page();
    void* mapped = mmap(nullptr, bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw Error("no memory for fenced numbers");
    pages_ = static_cast<unsigned char*>(mapped);
    mprotect(pages_ + page(), inner, PROT_READ | PROT_WRITE);
    std::memset(pages_ + page(), kFront, inner);
    data_ = reinterpret_cast<T*>(pages_ + page() + inner) - count_;
  }

  std::size_t count_;
  std::vector<T> plain_;
  unsigned char* pages_ = nullptr;
  std::size_t bytes_ = 0;
  T* data_ = nullptr;
};

}  // namespace assay::check
