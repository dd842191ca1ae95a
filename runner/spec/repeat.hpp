#pragma once
/// A list of layers that stands for several: {repeat: {times: 3, layers: [...]}}, or once for each row of values,
/// {repeat: {over: {d: [1, 2, 4]}, layers: [...]}}, which the list calls $d.

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// The turns, each a list (layers.hpp), as one list; `value` is what the key `repeat` holds. What is wrong goes to
/// `diagnostics`.
Component read_repeat(const Place& place, const Node& value, const Catalogue& catalogue, Diagnostics& diagnostics);

}  // namespace assay::spec
