#pragma once
/// The levels of what is compared: models, or the values of an axis. Numbers are one level however they are written.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/record.hpp"

namespace assay::compare {

using AxisValues = std::vector<std::pair<std::string, std::string>>;

/// The level of a run; nothing where its model does not use the axis.
std::optional<std::string> level_of(const store::Record& run, const std::string& by);
std::optional<std::string> level_of(const std::string& model, const AxisValues& axes, const std::string& by);

/// The levels of a model or axis, in the order of first appearance and as they are written there.
std::vector<std::string> levels(std::span<const store::Record> runs, const std::string& by);

/// Equal for what is one level: "3e-1" is "0.3", but of a model's names each is another one.
std::string key_of_level(const std::string& level, const std::string& by);

/// The place of a level among `levels`; nothing where it is none of them.
std::optional<std::size_t> place_of(const std::string& level, std::span<const std::string> levels,
                                    const std::string& by);

}  // namespace assay::compare
