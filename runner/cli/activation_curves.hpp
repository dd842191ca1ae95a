#pragma once
/// Samples the activations that stored runs used, for the page: the plugins make the curves.

#include <span>
#include <string>
#include <vector>

#include "page/contents.hpp"
#include "registry/registry.hpp"
#include "store/record.hpp"

namespace assay::cli {

/// One curve for each activation with each choice of its parameters, in the order of first appearance. What cannot be
/// drawn, because its plugin is not there any more or takes other parameters today, goes to `notes`.
std::vector<page::ActivationCurve> activation_curves(std::span<const store::Record> runs,
                                                     const registry::Registry& registry,
                                                     std::vector<std::string>& notes);

}  // namespace assay::cli
