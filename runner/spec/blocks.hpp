#pragma once
/// Named lists of layers, which models use like layers:
///   blocks: {ffn: [layer_norm, {dense: 512}, gelu, {dense: 128}]}
/// The list itself stands where the name stood, each time with weights of its own. A block may use those above it.

#include "base/failure.hpp"
#include "spec/experiment.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// Reads the section into experiment.blocks, a map from names to lists without names of blocks. Needs the models and
/// axes, which say what is used. `node` may be null; what is wrong goes to `diagnostics`, and the blocks are then a
/// list.
void read_blocks(const Node* node, Experiment& experiment, Diagnostics& diagnostics);

/// A model with blocks in place of their names; true if there were any.
bool put_blocks(Node& model, const Node& blocks);

/// Complains about blocks that are called like a layer, an activation or a combinator.
void check_names(const Node& blocks, const Catalogue& catalogue, Diagnostics& diagnostics);

}  // namespace assay::spec
