#pragma once
/// The list of layers of a network: layers and activations by name, and combinators, which hold lists themselves:
///   {residual: [...]}           y = x + layers(x)
///   {parallel: [[...], [...]]}  the sum of several paths
///   {concat: [[...], [...]]}    several paths side by side, along features or channels
///   {product: [[...], [...]]}   several paths multiplied, number by number
///   {spectral_norm: {dense: 64}} a layer whose weight is divided by its largest singular value
///   [...]                       a list in place of a layer: its layers one after another
///   {repeat: {times: 3, layers: [...]}}           the list so often, a list of lists
///   {repeat: {over: {d: [1, 2]}, layers: [...]}}  once for each value, which stands where the list says $d
/// A path [] is the input itself.

#include <string>
#include <vector>

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// The name of a list as a combinator, which no file spells.
inline constexpr const char* kList = "list";

Component list_of_layers(const Place& place, std::vector<Component> layers);

/// Names of combinators; a plugin of such a name cannot be used as a layer.
const std::vector<std::string>& combinators();

/// `node` is a list. What is wrong goes to `diagnostics`.
std::vector<Component> read_layers(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics);

}  // namespace assay::spec
