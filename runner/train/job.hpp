#pragma once
/// One training to do: the run's configuration, its seed, and what it takes from outside.

#include <cstdint>
#include <span>

#include <assay/random.hpp>

#include "base/array.hpp"
#include "registry/registry.hpp"
#include "spec/run_spec.hpp"

namespace assay::train {

struct Job {
  const spec::RunSpec& spec;
  std::uint64_t seed;
  const registry::Registry& registry;
  std::span<const NamedArray> initial_weights{};  ///< of `init: {from: ...}`; empty: the layers' own initialisation
  std::int64_t threads = 1;                       ///< that share each step; no bit depends on it

  /// The run's random numbers for one purpose. The same for every model, so that runs of one seed are paired.
  Random random(std::string_view purpose) const { return Random(seed).stream(purpose); }
};

}  // namespace assay::train
