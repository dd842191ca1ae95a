#pragma once
/// A loss in which classes weigh what the training rows say.

#include <vector>

#include "spec/component.hpp"

namespace assay::train {

/// `loss` with `weights`, one a class; as it is where there are none. Throws Failure(experiment), with the loss's
/// place, for one that has no weights of classes and one whose weights the experiment gives.
spec::Component balanced(spec::Component loss, const std::vector<double>& weights);

}  // namespace assay::train
