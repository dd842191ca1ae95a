#pragma once
/// The section `train`: loss, optimizer, and how long and in which way.

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"
#include "spec/run_spec.hpp"

namespace assay::spec {

/// An adversarial training has sigmoid_cross_entropy as its loss unless told otherwise. What is wrong goes to
/// `diagnostics`.
TrainSpec read_train(const Node& node, bool adversarial, const Catalogue& catalogue, Diagnostics& diagnostics);

}  // namespace assay::spec
