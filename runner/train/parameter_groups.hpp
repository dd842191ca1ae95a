#pragma once
/// Parameter groups: which of a network's weights are moved how. The vector of all weights is cut into as few pieces as
/// possible; each is moved by one call of an optimizer. Optimizers hold no state, so a group with settings of its own
/// simply has an optimizer of its own over the same slots.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/network.hpp"
#include "spec/run_spec.hpp"

namespace assay::train {

/// Neighbouring weights that are moved in the same way.
struct Piece {
  std::size_t begin = 0, size = 0;
  std::size_t optimizer = 0;  ///< which of Division::optimizers
  double rate = 1;            ///< what the learning rate is multiplied with
};

struct Division {
  std::vector<Piece> pieces;
  std::vector<spec::Component> optimizers;  ///< the first is that of all weights without settings of their own
  std::vector<std::string> frozen;          ///< parameters that no piece holds
};

/// `extents` are a network's parameters; patterns see their names behind `prefix` ("generator."). Without groups the
/// whole vector is one piece. Throws Failure(experiment), with the place, where a group sets a parameter that this
/// optimizer does not have.
Division divide(std::span<const model::Extent> extents, const std::string& prefix, const spec::Component& optimizer,
                std::span<const spec::ParameterGroup> groups);

/// Throws Failure(experiment), with the place and did-you-mean, where a pattern matches none of `names`.
void check_groups(std::span<const spec::ParameterGroup> groups, const std::vector<std::string>& names);

}  // namespace assay::train
