#pragma once
/// In what two runs differ.

#include <optional>
#include <string>
#include <vector>

#include "store/record.hpp"

namespace assay::compare {

struct RunDifference {
  /// A text that differs; empty where one of them has none.
  struct Text {
    std::string name, a, b;
  };
  /// A final value of either, equal ones included.
  struct Number {
    std::string name;
    std::optional<double> a, b;
  };
  /// Of one parameter: |a - b| and |a|, Euclidean. Nothing where only one has it, or shapes differ.
  struct Weights {
    std::string name, shape_a, shape_b;  ///< empty: it has none of that name
    std::optional<double> distance, size;
  };

  std::vector<Text> settings;     ///< model, seed, and leaves of the configuration
  std::vector<Text> environment;  ///< program, machine, plugins, data
  std::vector<Number> values;
  std::vector<Weights> weights;
  bool same_results = false;  ///< all metrics and weights are the same to the last bit
};

/// Both runs in full.
RunDifference difference(const store::Record& a, const store::Record& b);

}  // namespace assay::compare
