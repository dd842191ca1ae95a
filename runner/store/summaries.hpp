#pragma once
/// The summaries of all runs of a folder, as columns of facts: what lists, tables and queries work on. For one run with
/// everything in it see run_file.hpp.
///
/// They come from the folder's index (index.hpp) as far as that is right, else from the files themselves; the index is
/// then written anew if that took opening many files. Opening few, or in a folder that is read-only, writes nothing.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/facts.hpp"

namespace assay::store {

class Summaries {
 public:
  /// Of the run files that lie in the folder itself, sorted by name. Throws Failure(results) where it cannot be listed.
  explicit Summaries(std::filesystem::path folder);
  ~Summaries();
  Summaries(Summaries&&) noexcept;
  Summaries& operator=(Summaries&&) noexcept;

  std::size_t size() const;
  std::filesystem::path file(std::size_t run) const;
  /// What is wrong with the files that could not be read; these are not among the runs.
  const std::vector<std::string>& damaged() const;

  /// The fact that is meant by "test.accuracy", "activation" or "seed": the run's own facts (id, model, seed, status,
  /// seconds, started, ended, steps, message, experiment, question) before axes, these before final values, these
  /// before the configuration's leaves. A name with its part in front, "config/train.epochs", is taken as it is. Empty
  /// columns where no run has it. The reference lives as long as this.
  const Facts& facts(const std::string& name) const;
  /// All facts, with their parts, in the order of the runs that brought them.
  std::vector<std::string> names() const;

  /// As read_summary of its file, but for `config`, the configuration's text, which only the file has.
  Record record(std::size_t run) const;

  /// For deciding a condition on these names over thousands of runs, for a fraction of what their whole records take.
  Sketcher sketcher(const std::vector<std::string>& names) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// One for each folder with run files: `folder` itself or, if it holds none, its sub-folders, as run_files(). Throws
/// Failure(results) where there is no such folder.
std::vector<Summaries> summaries(const std::filesystem::path& folder);

}  // namespace assay::store
