#pragma once
/// The experiments that some runs belong to, and what each of them asks.

#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "store/record.hpp"

namespace assay::report {

struct AskedExperiment {
  std::string name, question;
};

/// In the order of first appearance.
std::vector<AskedExperiment> experiments_of(std::span<const store::Record> runs);

/// [{"experiment", "question"}].
Json to_json(const std::vector<AskedExperiment>& experiments);

}  // namespace assay::report
