#pragma once
/// The section `sweep`: what varies, and which combinations are left out.
///
///     sweep:
///       activation: [relu, tanh]             an axis: its values
///       width: 0..9                          also range(first, last, step), linspace(a, b, n), logspace(a, b, n)
///       zip: {units: [16, 32], lr: [0.1, 0.01]}           paired: first with first, second with second
///       random: {runs: 50, seed: 7, space: {lr: log(1e-4, 1e-1), units: int(16, 256, step 16)}}
///       points: points.csv                   a table of points, a column an axis
///       exclude: model = lstm and units > 128             or a list of conditions
///       only: lr < 0.1

#include <filesystem>
#include <vector>

#include "spec/condition.hpp"
#include "spec/experiment.hpp"

namespace assay::spec {

/// Fills `axes`, `dimensions`, `exclude` and `only`; the experiment's models and file are read before. What is wrong
/// goes to `diagnostics`.
void read_sweep(const Node* node, Experiment& experiment, Diagnostics& diagnostics);

/// Whether a key of `sweep` is none of an axis.
bool is_sweep_word(std::string_view key);

}  // namespace assay::spec
