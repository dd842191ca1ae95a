#pragma once
/// How the rows of a data set are divided into those of training, validation and test: the section `data.split`.

#include <cstdint>
#include <optional>
#include <string>

#include "base/failure.hpp"

namespace assay::spec {

/// One division by shares, by a column that says each row's part, or into folds of which each is the test part once.
struct Split {
  /// Shares of the rows where all are <= 1, else numbers of rows. With folds `validation` is a share of the fold's rows
  /// that are not tested (from 1 on: a number), and `test` the rows of a window (0: one in folds + 1).
  double train = 0.8;
  double validation = 0.1;
  double test = 0.1;
  bool shuffled = true;  ///< `order: sequential` keeps the file's order: train first, test last (time series)
  Place place;

  enum class Strata {
    none,
    asked,     ///< every part has its share of every class, or of every tenth of the quantities
    possible,  ///< of classes, where each has a row for every fold
  } strata = Strata::none;
  Place strata_place{};
  std::string group{};  ///< a column, the rows of one value of which stay together; kDuplicates: equal inputs do
  Place group_place{};
  std::string by{};  ///< a column that says train, validation or test; empty: none
  Place by_place{};
  std::int64_t gap = 0;                 ///< rows left out between one part and the next, in the file's order
  std::optional<std::uint64_t> seed{};  ///< of its own: then the run's does not move it

  std::int64_t folds = 0;  ///< 0: none; kAllFolds: one for each row or group
  std::int64_t repeats = 1;
  std::optional<std::int64_t> fold{}, repeat{};  ///< which, from 0; nothing: all of them are to be run

  enum class Window {
    none,
    expanding,
    rolling
  } window = Window::none;       ///< of time: what precedes the test part trains
  std::int64_t window_rows = 0;  ///< of a rolling one, for training

  bool has_column() const { return !by.empty() || (!group.empty() && group != kDuplicates); }
  /// Whether rows are drawn at random.
  bool drawn() const { return shuffled && by.empty(); }
  /// What a column says is seen only with the data.
  bool may_validate() const { return validation > 0 || !by.empty(); }
  bool may_test() const { return test > 0 || folds != 0 || !by.empty(); }

  static constexpr const char* kDuplicates = "duplicates";
  static constexpr std::int64_t kAllFolds = -1;
};

/// Whether the parts are shares of the rows, not numbers of rows: where they add up to at most 1.
bool are_shares(const Split& split);

}  // namespace assay::spec
