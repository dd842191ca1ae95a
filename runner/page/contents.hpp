#pragma once
/// What a report's page is made of: a question, the runs that answer it as they were stored, and curves of the
/// activations that occur in them.

#include <string>
#include <vector>

#include "compare/verdict.hpp"
#include "store/record.hpp"

namespace assay::page {

/// An activation's value and slope at the points `x`. Who makes the page samples them, for only plugins can.
struct ActivationCurve {
  std::string name;  ///< with its parameters: "tanh", "elu alpha=1.0"
  std::vector<double> x, value, slope;
};

struct Contents {
  compare::Question question;
  std::string tasks_by;             ///< an axis or compare::kExperiments, to rank over tasks; empty: one task
  std::vector<store::Record> runs;  ///< in the order in which the page shows them; see without_weights()
  std::vector<ActivationCurve> activations;
  std::vector<std::string> notes;  ///< what could not be read or drawn, and why
};

/// A run without what the page does not show, and which is large.
store::Record without_weights(store::Record run);

}  // namespace assay::page
