#pragma once
/// The names under which a run's figures are known: "validation.loss", "test.accuracy", "generator_loss".

#include <array>
#include <string>
#include <vector>

#include "spec/run_spec.hpp"

namespace assay::spec {

/// What a run says beside its scores and does not measure: known before it is trained, or by how long it was.
inline constexpr std::array kFacts{"epochs", "parameters", "operations", "memory"};

/// What is measured after every epoch; early stopping may watch it.
std::vector<std::string> measured_by_epoch(const RunSpec& spec);

/// What a finished run is judged by: the last and best of each, and the test.
std::vector<std::string> measured_at_end(const RunSpec& spec);

}  // namespace assay::spec
