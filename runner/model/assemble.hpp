#pragma once
/// From what the experiment says to layers: plugins made by name, activations in their places, combinators with their
/// paths.

#include <memory>
#include <vector>

#include "model/sequence.hpp"
#include "registry/registry.hpp"
#include "spec/component.hpp"

namespace assay::model {

/// A layer that later does not fit its input is told with its place, as Failure(experiment).
template <class T>
std::unique_ptr<Sequence<T>> assemble(const std::vector<spec::Component>& layers, const registry::Registry& registry,
                                      bool keep_outputs = false);

}  // namespace assay::model
