#pragma once
/// Reads the section `search`:
///
///     search:
///       space: {lr: log(1e-4, 1e-1), width: int(16, 256, step 16), batch: [16, 32, 64]}
///       trials: 60
///       for: validation.accuracy
///       method: tpe                        or random, or {tpe: {startup: 10, candidates: 24}}
///       width: 4
///       start: [{lr: 0.003, width: 64}]

#include "spec/experiment.hpp"

namespace assay::spec {

/// Fills `search`; the sweep is read before. What is wrong goes to `diagnostics`.
void read_search(const Node* node, Experiment& experiment, Diagnostics& diagnostics);

/// The method's component. What is wrong with it goes to `diagnostics`, and its name is empty then.
Component search_method(const SearchSpec& search, const Catalogue& catalogue, Diagnostics& diagnostics);

/// A value as a number: of a choice, which it is, counted from 0. Nothing where the axis has no such value.
std::optional<double> value_on(const SearchAxis& axis, const Node& value);

/// The other way round: the value at a number, or of a choice with that number.
Node value_at(const SearchAxis& axis, double number);

}  // namespace assay::spec
