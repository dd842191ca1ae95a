#pragma once
/// What a comparison asks.

#include <optional>
#include <string>

namespace assay::compare {

/// What a verdict is to be about.
enum class About {
  new_data,    ///< as far as the runs can tell (compare/claim.hpp)
  these_rows,  ///< other seeds on the rows that were there
};

struct Question {
  std::string metric;    ///< "test.accuracy"
  std::string by;        ///< "model", or the name of an axis
  std::string baseline;  ///< the level that the others are compared with
  bool larger_is_better = true;
  std::string condition{};  ///< under which verdicts hold: "when tuned with 60 trials"; empty: always
  std::optional<double> smallest_interesting{};  ///< default: half the baseline's deviation over seeds
  About about = About::new_data;
};

}  // namespace assay::compare
