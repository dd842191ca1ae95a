#pragma once
/// Predictions row by row.

#include <string>
#include <vector>

#include "base/array.hpp"
#include "report/table.hpp"

namespace assay::report {

struct Predictions {
  Array outputs;                           ///< [samples, output...]
  Array targets;                           ///< [samples, target...]
  std::vector<bool> labelled;              ///< of each sample: whether its target is known
  std::vector<std::int64_t> rows{};        ///< of each sample: its row of the data; empty where that is its number
  bool classes = false;                    ///< targets are class numbers
  std::vector<std::string> class_names{};  ///< empty: numbers
};

/// sample, counted from 0, row where it has another number in the data, position where a sample has several (the steps
/// of a sequence, the pixels of an image), target where one is known, prediction, then the outputs. For classes the
/// prediction is the name, or else the number, of the largest output; for quantities there is a target and an output a
/// column.
Table predictions_table(const Predictions& predictions);

}  // namespace assay::report
