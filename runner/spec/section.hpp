#pragma once
/// A section of an experiment file while it is read: typed access to its keys, and a complaint about every key that
/// nobody asked for.

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// Whether a value is the word for being left out, `none`.
bool is_none(const Node& node);

class Section {
 public:
  /// `name` is how messages call it ("train"). A node that is no map is a complaint; null counts as empty.
  Section(const Node& node, std::string name, Diagnostics& diagnostics);

  /// The value under a key, which is known from now on; null where it is missing.
  const Node* get(std::string_view key);
  /// The value of what may be left out: null where it is missing, or where `none` says the same.
  const Node* optional(std::string_view key);
  /// As get(), and a complaint where it is missing or empty; `expected` says what belongs there.
  const Node* need(std::string_view key, const std::string& expected);

  double real(std::string_view key, double otherwise, const Range& range);
  std::int64_t integer(std::string_view key, std::int64_t otherwise, std::int64_t least);
  bool boolean(std::string_view key, bool otherwise);
  std::string text(std::string_view key, const std::string& otherwise);
  /// Index of the word in `words`.
  std::size_t choice(std::string_view key, std::span<const std::string_view> words, std::size_t otherwise);
  /// Empty where the key is missing.
  Component component(std::string_view key, std::string_view kind, const Catalogue& catalogue);

  void complain(const Node& node, std::string_view key, const std::string& expected);
  /// Complains about keys that nobody asked for. Call it last.
  void finish();

  const Place& place() const { return node_.place; }

 private:
  const Node& node_;
  std::string name_;
  Diagnostics& diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace assay::spec
