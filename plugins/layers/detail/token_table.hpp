#pragma once
/// The input product of tokens: a one-hot vector times a matrix is a column of it, so the columns of one gate lie ready
/// as rows of a table [vocabulary+1,units]. The last row is for what is no known token.

#include <algorithm>
#include <cstdint>

#include <assay/blas.hpp>
#include <assay/index.hpp>

#include "add_rows.hpp"

namespace assay {

class TokenTable {
 public:
  TokenTable() = default;
  TokenTable(std::int64_t vocabulary, std::int64_t units) : vocabulary_(vocabulary), units_(units) {}

  /// Numbers of a gate's table.
  std::int64_t size() const { return (vocabulary_ + 1) * units_; }

  template <class T>
  T* unknown(T* table) const {
    return table + vocabulary_ * units_;
  }

  /// From a gate's weight [units,vocabulary]; the bias lies already in the last row.
  template <class T>
  void fill(const T* weight, T* table) const {
    const T* const bias = unknown(table);
    transpose(weight, vocabulary_, units_, vocabulary_, table, units_);
    for (std::int64_t token = 0; token < vocabulary_; ++token)
      for (std::int64_t u = 0; u < units_; ++u) table[token * units_ + u] += bias[u];
  }

  template <class T>
  std::int64_t offset(T token) const {
    const std::int64_t known = index_of(token, vocabulary_);
    return (known < 0 ? vocabulary_ : known) * units_;
  }

  /// to [n,units] from the tokens x, `stride` apart.
  template <class T>
  void gather(const T* table, const T* x, std::int64_t stride, std::int64_t n, T* to) const {
    for (std::int64_t i = 0; i < n; ++i) std::copy_n(table + offset(x[i * stride]), units_, to + i * units_);
  }

  /// Adds gradients [n,units] to the rows of their tokens.
  template <class T>
  void scatter(const T* gradient, const T* x, std::int64_t stride, std::int64_t n, T* table) const {
    for (std::int64_t i = 0; i < n; ++i) add_rows(gradient + i * units_, 1, units_, table + offset(x[i * stride]));
  }

 private:
  std::int64_t vocabulary_ = 0, units_ = 0;
};

}  // namespace assay
