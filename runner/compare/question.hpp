#pragma once
/// What a comparison asks.

#include <optional>
#include <string>

namespace assay::compare {

struct Question {
  std::string metric;    ///< "test.accuracy"
  std::string by;        ///< "model", or the name of an axis
  std::string baseline;  ///< the level that the others are compared with
  bool larger_is_better = true;
  std::optional<double> smallest_interesting{};  ///< default: half the baseline's deviation over seeds
};

}  // namespace assay::compare
