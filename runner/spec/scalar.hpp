#pragma once
/// Scalars as values: stricter than YAML, where 010 is eight and `no` is false. Numbers are decimal, `1e-5` is one, and
/// the only booleans are true and false. A quoted scalar is a word.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "spec/node.hpp"

namespace assay::spec {

std::optional<std::int64_t> to_integer(const Node& node);
std::optional<std::int64_t> to_integer(std::string_view text);
/// Up to 2^64 - 1, as seeds are.
std::optional<std::uint64_t> to_natural(const Node& node);
std::optional<double> to_real(const Node& node);
std::optional<double> to_real(std::string_view text);
std::optional<bool> to_boolean(const Node& node);

/// The shortest text that reads back as the same number; always with a point or exponent.
std::string real_text(double value);

}  // namespace assay::spec
