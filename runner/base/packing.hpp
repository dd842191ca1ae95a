#pragma once
/// Plain data as bytes and back, for pipes between processes of one program and files of one version of it: numbers as
/// they lie in memory, texts and lists as their length and what they hold, variants as their number and value. A struct
/// packs where `template <class Archive> void each_field(Archive& archive, Struct& value)` gives its fields in order.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <assay/error.hpp>
#include <assay/tensor.hpp>

namespace assay {

template <class T>
inline constexpr bool packs_as_it_lies = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Packer {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  const std::string& bytes() const { return bytes_; }
  std::string finish() && { return std::move(bytes_); }

 private:
  void put(std::monostate) {}
  void put(const std::string& text) {
    put(std::uint64_t{text.size()});
    bytes_ += text;
  }
  void put(const Shape& shape) {
    put(static_cast<std::uint8_t>(shape.rank()));
    for (int i = 0; i < shape.rank(); ++i) put(shape[i]);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <class... Kinds>
  void put(const std::variant<Kinds...>& variant) {
    put(static_cast<std::uint8_t>(variant.index()));
    std::visit([this](const auto& value) { put(value); }, variant);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(std::uint64_t{list.size()});
    if constexpr (packs_as_it_lies<T>)
      bytes_.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T));
    else
      for (const auto& one : list) put(one);
  }
  template <class T>
  void put(const T& value) {
    if constexpr (packs_as_it_lies<T>)
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    else
      each_field(*this, const_cast<T&>(value));  // Packer only reads
  }

  std::string bytes_;
};

/// The inverse. Throws Error where the bytes end early or say what no Packer wrote.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
  bool done() const { return bytes_.empty(); }

  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  template <class T>
  T take() {
    T value{};
    get(value);
    return value;
  }

 private:
  std::string_view front(std::uint64_t size) {
    if (size > bytes_.size()) throw Error("a value is cut off");
    const auto taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  void get(std::monostate&) {}
  void get(std::string& text) { text = front(take<std::uint64_t>()); }
  void get(Shape& shape) {
    const auto rank = take<std::uint8_t>();
    if (rank > Shape::kMaxRank) throw Error("a shape has " + std::to_string(rank) + " axes");
    shape = {};
    for (int i = 0; i < rank; ++i) shape.append(take<std::int64_t>());
  }
  template <class A, class B>
  void get(std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <class... Kinds>
  void get(std::variant<Kinds...>& variant) {
    const auto index = take<std::uint8_t>();
    if (index >= sizeof...(Kinds)) throw Error("a value is of kind " + std::to_string(index));
    std::size_t kind = 0;
    static_cast<void>(((kind++ == index && (variant = take<Kinds>(), true)) || ...));
  }
  template <class T>
  void get(std::vector<T>& list) {
    const auto count = take<std::uint64_t>();
    if (count > bytes_.size()) throw Error("a value is cut off");  // nothing packs into less than a byte
    if constexpr (packs_as_it_lies<T>) {
      const auto from = front(count * sizeof(T));
      list.resize(count);
      if (count > 0) std::memcpy(list.data(), from.data(), from.size());
    } else {
      list.clear();
      for (std::uint64_t i = 0; i < count; ++i) list.push_back(take<T>());
    }
  }
  template <class T>
  void get(T& value) {
    if constexpr (packs_as_it_lies<T>)
      std::memcpy(&value, front(sizeof value).data(), sizeof value);
    else
      each_field(*this, value);
  }

  std::string_view bytes_;
};

template <class T>
std::string packed(const T& value) {
  Packer packer;
  packer(value);
  return std::move(packer).finish();
}

template <class T>
T unpacked(std::string_view bytes) {
  return Unpacker(bytes).take<T>();
}

}  // namespace assay
