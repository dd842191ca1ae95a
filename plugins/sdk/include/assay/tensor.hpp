#pragma once
/// Shapes and views: how numbers in memory are seen. A view owns nothing; the runner owns all memory.
/// Every tensor is row-major and contiguous, batch first: [N,F], [N,T,F], [N,C,H,W].

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <type_traits>

#include <assay/error.hpp>

namespace assay {

/// The extents of a tensor, outermost first; at most kMaxRank of them, held in place (no allocation).
class Shape {
 public:
  static constexpr int kMaxRank = 6;

  constexpr Shape() = default;
  Shape(std::initializer_list<std::int64_t> extents) {
    for (auto e : extents) append(e);
  }

  int rank() const { return rank_; }
  std::int64_t operator[](int axis) const { return extents_[static_cast<std::size_t>(axis)]; }
  std::int64_t& operator[](int axis) { return extents_[static_cast<std::size_t>(axis)]; }
  std::int64_t back() const { return extents_[static_cast<std::size_t>(rank_ - 1)]; }
  const std::int64_t* begin() const { return extents_.data(); }
  const std::int64_t* end() const { return extents_.data() + rank_; }

  /// Product of all extents; 1 for rank 0.
  std::int64_t size() const {
    std::int64_t product = 1;
    for (auto e : *this) product *= e;
    return product;
  }

  /// Adds an innermost axis. Throws Error beyond kMaxRank axes.
  void append(std::int64_t extent) {
    if (rank_ == kMaxRank) throw Error("a tensor has at most " + std::to_string(kMaxRank) + " axes");
    extents_[static_cast<std::size_t>(rank_++)] = extent;
  }

  /// The axes from `first` on: [N,T,F].from(1) is [T,F].
  Shape from(int first) const {
    Shape rest;
    for (int axis = first; axis < rank_; ++axis) rest.append((*this)[axis]);
    return rest;
  }

  /// The same sample shape for another number of samples: axis 0 replaced.
  Shape with_batch(std::int64_t n) const {
    Shape other = *this;
    other.extents_[0] = n;
    return other;
  }

  friend bool operator==(const Shape& a, const Shape& b) {
    if (a.rank_ != b.rank_) return false;
    for (int axis = 0; axis < a.rank_; ++axis)
      if (a[axis] != b[axis]) return false;
    return true;
  }

 private:
  std::array<std::int64_t, kMaxRank> extents_{};
  int rank_ = 0;
};

/// "[32,1,8,8]"; with `batch` the first axis is written as N: "[N,1,8,8]".
inline std::string to_string(const Shape& shape, bool batch = false) {
  std::string text = "[";
  for (int axis = 0; axis < shape.rank(); ++axis) {
    if (axis > 0) text += ',';
    text += batch && axis == 0 ? "N" : std::to_string(shape[axis]);
  }
  return text + "]";
}

/// A tensor somewhere in memory. An empty view (data == nullptr) means "not wanted" wherever a contract says so.
template <class T>
struct View {
  T* data = nullptr;
  Shape shape;

  View() = default;
  View(T* d, const Shape& s) : data(d), shape(s) {}
  /// A writable view is also a readable one.
  template <class U>
  requires std::is_same_v<const U, T> View(const View<U>& other)
      : data(other.data), shape(other.shape) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return data != nullptr; }
  std::int64_t size() const { return shape.size(); }
  std::int64_t batch() const { return shape[0]; }
  /// Elements of one sample.
  std::int64_t sample_size() const { return shape[0] == 0 ? 0 : size() / shape[0]; }
  T& operator[](std::int64_t i) const { return data[i]; }
  std::span<T> flat() const { return {data, static_cast<std::size_t>(data ? size() : 0)}; }
};

template <class T>
using ConstView = View<const T>;

}  // namespace assay
