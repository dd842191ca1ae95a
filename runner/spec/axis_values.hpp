#pragma once
/// The values of one axis, given one by one, as a series, or drawn at random.

#include <cstdint>
#include <vector>

#include <assay/random.hpp>

#include "base/failure.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// A list, a series (0..9, range, linspace, logspace), or a list that holds series. Empty after a complaint.
std::vector<Node> read_values(const Node& node, const std::string& axis, Diagnostics& diagnostics);

/// `count` draws from log(a, b), uniform(a, b), int(a, b, step s), or a list (each value equally likely).
std::vector<Node> draw_values(const Node& space, const std::string& axis, std::int64_t count, const Random& random,
                              Diagnostics& diagnostics);

}  // namespace assay::spec
