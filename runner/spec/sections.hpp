#pragma once
/// The sections of an experiment as one model sees them at one point of the sweep.

#include <array>
#include <string>

#include "base/failure.hpp"
#include "spec/experiment.hpp"
#include "spec/node.hpp"

namespace assay::spec {

struct Sections {
  Node data, train, metrics, sample, model;

  std::array<Node*, 5> all() { return {&data, &train, &metrics, &sample, &model}; }
};

/// The experiment's sections with the model's own settings put over them, key by key: a component is replaced whole,
/// and another data source does not inherit the settings of the experiment's source. Blocks stand in their places.
Sections sections_of(const Experiment& experiment, const Entry& model);

/// Whether `word` stands somewhere in the tree as a value.
bool mentions(const Node& node, const std::string& word);

/// Puts the axes' values where `$axis` stands. False where an axis has no value; that goes to `diagnostics`.
bool substitute(Sections& sections, const Experiment& experiment, const Point& point, Diagnostics& diagnostics);

}  // namespace assay::spec
