#pragma once
/// Steps that make a table's columns into numbers for a network, first to last, and what each learned of each column.
/// Everything is learned from the training rows; another table goes through the same steps with the same numbers.

#include <cstdint>
#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "spec/component.hpp"

namespace assay::data {

/// The steps there are, with their parameters (kind "preparation").
std::vector<spec::Signature> steps();

/// What one step learned of one column.
struct FittedColumn {
  std::string column;              ///< its name in the table
  std::string how;                 ///< which rule of the step: "median", "own", "robust", "rest"; or empty
  std::vector<double> numbers;     ///< of the rule, see column_chain.cpp
  std::vector<std::string> names;  ///< of the rule

  friend bool operator==(const FittedColumn&, const FittedColumn&) = default;
};

/// `flag` is what `impute: {flag: true}` adds: whether a value was missing.
struct FittedStep {
  std::string step;  ///< impute, flag, log, one_hot, scale
  std::vector<FittedColumn> columns;

  friend bool operator==(const FittedStep&, const FittedStep&) = default;
};

/// Learns the steps from the rows `train`. Names of a column that no step makes into numbers become one_hot at its end.
/// Throws Failure: experiment for a step that cannot be followed, with its place; data for values that it cannot take.
std::vector<FittedStep> fit_steps(const RawDataset& raw, const std::vector<spec::Component>& steps,
                                  const std::vector<std::int64_t>& train);

}  // namespace assay::data
