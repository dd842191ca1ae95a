#pragma once
/// A run's specification from the configuration that is stored with it: what spec/canonical.hpp writes, read again.

#include <string>

#include "spec/component.hpp"
#include "spec/run_spec.hpp"

namespace assay::spec {

/// `config` is the text of `/config/yaml`. Where weights come from (`init`) is left out: a stored run has its own.
/// Throws Failure(results) where components that it names are not in the catalogue, or are not what they were.
RunSpec recall(const std::string& config, const Catalogue& catalogue);

}  // namespace assay::spec
