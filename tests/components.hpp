#pragma once
/// Short spellings for tests: a registry with all plugins, and components as an experiment would name them.

#include <array>
#include <string>

#include "data/prepare.hpp"
#include "data/steps.hpp"
#include "model/initialiser.hpp"
#include "registry/registry.hpp"
#include "search/method.hpp"
#include "spec/component.hpp"
#include "spec/layers.hpp"
#include "spec/run_spec.hpp"
#include "spec/yaml_reader.hpp"
#include "train/meter.hpp"
#include "train/objective.hpp"
#include "train/schedule.hpp"

namespace assay::testing_support {

inline const registry::Registry& plugins() {
  static const registry::Registry registry = [] {
    registry::Registry all;
    all.add_folder(ASSAY_PLUGINS_DIR);
    all.declare(data::sources());
    all.declare(data::steps());
    all.declare(train::schedules());
    all.declare(train::objectives());
    all.declare(train::metrics());
    all.declare(model::initialisers());
    all.declare(search::methods());
    return all;
  }();
  return registry;
}

/// `component("{dense: 3}", "layer")`; throws what a user would be told.
inline spec::Component component(const std::string& yaml, std::string_view kind) {
  const auto root = spec::parse_yaml("c: " + yaml, "test");
  Diagnostics diagnostics;
  const std::array kinds{kind};
  auto made = spec::read_component(*root.find("c"), kinds, plugins(), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return made;
}

/// `network("[{dense: 3}, relu]")`.
inline spec::NetworkSpec network(const std::string& yaml) {
  const auto root = spec::parse_yaml("layers: " + yaml, "test");
  Diagnostics diagnostics;
  spec::NetworkSpec spec;
  spec.layers = spec::read_layers(*root.find("layers"), plugins(), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return spec;
}

/// Split and scaled as a run with that seed has it.
template <class T>
data::Prepared<T> prepared(const spec::RunSpec& spec, std::uint64_t seed, const data::RawDataset& data) {
  return data::prepare<T>(data, spec.data, Random(seed).stream("split"));
}

}  // namespace assay::testing_support
