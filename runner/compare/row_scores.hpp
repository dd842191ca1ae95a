#pragma once
/// The score of each test row of a run, from the outputs that it stored: what shows how far a score depends on which
/// rows the test part has.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/record.hpp"

namespace assay::compare {

/// Rows are those of the data where the run tells them (/samples/test_rows), else counted in the test part.
struct RowScores {
  std::vector<std::int64_t> rows;
  std::vector<double> scores;  ///< one a row; their mean is the run's score
};

/// Of test.accuracy, test.error_rate, test.mse, test.mae and test.rmse. RMSE is no mean over rows: a row's part is
/// taken from its first-order change, rmse + (e^2 - mse) / (2 rmse). Nothing for other metrics, where no outputs were
/// stored, and where what was stored does not have the run's score for its mean (as of more rows than are kept).
std::optional<RowScores> row_scores(const store::Record& run, const std::string& metric);

}  // namespace assay::compare
