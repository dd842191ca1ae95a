#pragma once
/// Leaks: test rows that training knows. A score is then better than that of new rows.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/dataset.hpp"
#include "data/split.hpp"
#include "spec/component.hpp"

namespace assay::data {

/// Rows of a part that agree in something with rows of another part.
struct Overlap {
  std::int64_t rows = 0, of = 0;  ///< how many, and of how many
  std::vector<std::pair<std::int64_t, std::int64_t>>
      pairs{};  ///< (row of the other part, row of this one), the first 5

  double share() const { return of == 0 ? 0 : static_cast<double>(rows) / static_cast<double>(of); }
  /// More than move a share of right answers by its largest standard error, sqrt(of) / 2 rows.
  bool is_telling() const { return 4 * rows * rows > of; }
  /// Of two folds together.
  Overlap& operator+=(const Overlap& other);
};

/// Rows of `part` whose number in `of_row` some row of `known` has, too.
Overlap overlap_of(const std::vector<std::int32_t>& of_row, const std::vector<std::int64_t>& known,
                   const std::vector<std::int64_t>& part);

/// "31 of 270 test rows (11 %)".
std::string count_text(const Overlap& overlap, const char* part);

/// " (first: a.csv:17 = a.csv:803, ...)".
std::string pairs_text(const Overlap& overlap, const RawDataset& data);

/// The largest share of rows that a model can get right where rows with the same inputs (`equal`, see equal_rows.hpp)
/// have different classes; nothing where it is 1 or there are no classes.
std::optional<double> best_accuracy(const RawDataset& data, const std::vector<std::int32_t>& equal);

/// How windows of a source that cuts them out of one series lie.
struct Windows {
  std::int64_t length = 0, stride = 0;

  /// Windows behind a cut that share steps with one before it.
  std::int64_t overlapping() const { return stride > 0 && stride < length ? (length - 1) / stride : 0; }
};

/// Nothing where the source cuts no windows.
std::optional<Windows> windows_of(const spec::Component& source);

}  // namespace assay::data
