#pragma once
/// Learning-rate schedules: what the optimizer's rate is multiplied with in an epoch. Formulas as PyTorch's schedulers
/// of like names, stepped once an epoch.

#include <cstdint>
#include <vector>

#include "spec/component.hpp"

namespace assay::train {

/// The schedules there are (kind "schedule").
std::vector<spec::Signature> schedules();

/// Factor for epoch 0 .. epochs-1. A component without a name means a constant rate.
double rate_factor(const spec::Component& schedule, std::int64_t epoch, std::int64_t epochs);

}  // namespace assay::train
