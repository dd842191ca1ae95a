#pragma once
/// Numbers that stand for one of several things: classes, tokens.

#include <cstdint>

namespace assay {

/// Which of `count` things a number is; -1 for one that is none: negative, too large, not whole, NaN.
template <class T>
std::int64_t index_of(T number, std::int64_t count) {
  if (!(number >= T(0) && number < static_cast<T>(count))) return -1;
  const auto index = static_cast<std::int64_t>(number);
  return static_cast<T>(index) == number ? index : -1;
}

}  // namespace assay
