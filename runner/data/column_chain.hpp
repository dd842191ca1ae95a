#pragma once
/// The way of one column of a table through the steps: from a cell to the inputs that a network sees.

#include <cstdint>
#include <string>
#include <vector>

#include "data/steps.hpp"

namespace assay::data {

/// What a missing name becomes by the rule `own`, and what names are called that share an input.
inline constexpr const char *kMissingName = "(missing)", *kRestName = "(rest)";

class ColumnChain {
 public:
  /// Nothing was done to the column yet.
  explicit ColumnChain(const RawColumn& column);
  /// All that the steps did to it. Throws Failure(results) where they are not what a step learns.
  ColumnChain(const RawColumn& column, const std::vector<FittedStep>& steps);

  /// The next step of it, if `step` has this column.
  void add(const FittedStep& step);
  void add(const std::string& step, const FittedColumn& learned);

  /// Whether its values are still names.
  bool names_left() const { return column_.category && !coded_; }
  /// The numbers of names as they are now: those of the table, with what missing ones became. Parallel to these.
  const std::vector<std::string>& names() const { return names_; }
  bool fills() const { return fills_; }

  /// A number of the table as the steps so far make it: NaN is a missing one, minus infinity none that has a logarithm.
  /// Of names, their number in names().
  double value(double raw) const;

  /// The inputs.
  std::size_t width() const { return inputs_.size() + (flagged_ ? 1 : 0); }
  std::vector<std::string> input_names() const;
  /// Writes width() numbers: NaN where nothing fills in what is missing, an infinite one where a logarithm has no
  /// value.
  void put(double raw, double* inputs) const;

 private:
  struct Step {
    enum class Kind { fill, log, scale } kind;
    std::string rule;
    std::vector<double> numbers;
  };

  void code(const FittedColumn& learned);

  const RawColumn& column_;
  std::vector<Step> steps_;          ///< of numbers
  std::vector<std::string> names_;   ///< of names
  std::int64_t missing_ = -1;        ///< the number in names_ that a missing name has; -1: none
  std::vector<std::int64_t> input_;  ///< for each of names_ the input that is 1; -1: none
  std::vector<std::string> inputs_;  ///< their names
  std::int64_t unseen_ = -1;         ///< the input of names that the training rows do not have; -1: none
  bool coded_ = false, fills_ = false, flagged_ = false;
};

/// Throws Failure(data) for a value that the steps make into no finite number, with its row.
[[noreturn]] void refuse_value(const RawDataset& raw, std::int64_t row, const std::string& column, double value);

}  // namespace assay::data
