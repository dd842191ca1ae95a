#pragma once
/// What a report's page is made of: a question, the runs that answer it as they were stored, and curves of the
/// activations that occur in them.

#include <filesystem>
#include <span>
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
  std::vector<store::Record> runs;  ///< in the order in which the page shows them; see read_runs()
  std::vector<ActivationCurve> activations;
  std::vector<std::string> notes;  ///< what could not be read or drawn, and why
};

/// Reads run files, or runs of packs, without their weights, which the page does not show. Throws Failure(results).
std::vector<store::Record> read_runs(std::span<const std::filesystem::path> files);

}  // namespace assay::page
