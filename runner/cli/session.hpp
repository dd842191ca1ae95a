#pragma once
/// An experiment opened for planning or running: the file read, plugins loaded, runs expanded.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/verb.hpp"
#include "launch/data_sets.hpp"
#include "launch/perform.hpp"
#include "launch/work_source.hpp"
#include "plan/run.hpp"
#include "plan/tuned.hpp"
#include "registry/registry.hpp"
#include "spec/experiment.hpp"

namespace assay::cli {

/// Adds --plugins and --results, which all verbs that open an experiment share.
void add_session_options(Options& options);

struct Session {
  spec::Experiment experiment;
  registry::Registry registry;
  /// All runs; of an experiment with a search those that are looked at before it starts.
  std::vector<plan::Run> runs;
  std::vector<plan::Tuned> tuned;  ///< what a search tunes; empty: there is none
  launch::DataSets data;
  std::filesystem::path folder;  ///< of its run files

  /// Where its work comes from: part `shard` (from 0) of `shards`. The session must live as long.
  std::unique_ptr<launch::WorkSource> work(std::size_t shard = 0, std::size_t shards = 1);
  bool is_search() const { return experiment.search.has_value(); }

  launch::Context context() { return {experiment, registry, data, environment}; }
  store::Environment environment;
};

/// The words that are `key=value`.
Words overrides_of(const Words& words);

/// Words that are `key=value` are overrides, the others experiment files. With --frozen, that plan instead. Throws
/// Failure: wrong file, plugin, usage.
std::vector<std::unique_ptr<Session>> open_sessions(const Options& options);

/// The option --threads. Throws Failure(usage).
std::int64_t threads_of(const Options& options);

/// A registry with everything built in and all plugins of the path.
void fill_registry(registry::Registry& registry, const Options& options,
                   const std::vector<std::filesystem::path>& from_experiment);

}  // namespace assay::cli
