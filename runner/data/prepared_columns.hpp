#pragma once
/// A table's columns as the steps of `prepare:` make them.

#include <cstdint>
#include <string>
#include <vector>

#include "data/column_chain.hpp"

namespace assay::data {

class PreparedColumns {
 public:
  /// `raw` has columns and must outlive this. Throws Failure(data) where values are missing that no step fills in.
  PreparedColumns(const RawDataset& raw, const std::vector<FittedStep>& steps);

  std::size_t width() const { return width_; }
  std::vector<std::string> names() const;

  /// [rows, width]. Throws Failure(data) for a number that T cannot hold, with its row and column.
  template <class T>
  std::vector<T> inputs() const;

 private:
  const RawDataset& raw_;
  std::vector<ColumnChain> chains_;
  std::size_t width_ = 0;
};

extern template std::vector<float> PreparedColumns::inputs() const;
extern template std::vector<double> PreparedColumns::inputs() const;

}  // namespace assay::data
