#pragma once
/// The section `search`: each model, at each point of the sweep and with each seed, is tuned on its own.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/failure.hpp"
#include "spec/interval.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// Something that is searched; `$name` stands for its value as for an axis of the sweep.
struct SearchAxis {
  std::string name;
  Place place;
  std::optional<Interval> interval;  ///< numbers
  std::vector<Node> values{};        ///< else one of these
  std::string text{};                ///< the whole as it is written: "log(1e-4, 1e-1)", "[relu, tanh]"
};

struct SearchSpec {
  std::vector<SearchAxis> space;
  std::int64_t trials = 1;  ///< of each search, in all
  std::string metric;       ///< `for`: what the best trial is best at, "validation.accuracy"
  Place metric_place;
  Node method;              ///< a component of kind "search method"
  std::int64_t width = 4;   ///< trials of one search under way
  Place width_place;        ///< line 0 where the file gives none
  std::vector<Node> start;  ///< maps from axes to values: the first trials
  Place place;
};

}  // namespace assay::spec
