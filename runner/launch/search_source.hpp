#pragma once
/// The searches of an experiment as work: a run is given out when the results that its suggestion rests on are stored.
/// The stored runs are all the state that there is.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "launch/work_source.hpp"
#include "search/trial_runs.hpp"
#include "store/trial_table.hpp"

namespace assay::launch {

class SearchSource final : public WorkSource {
 public:
  /// Every i-th of n searches from number `shard` on (counted from 0), for programs that share the work without seeing
  /// each other: searches do not wait for one another. All must live as long as this.
  SearchSource(const spec::Experiment& experiment, const spec::Catalogue& catalogue,
               const std::vector<plan::Tuned>& tuned, std::size_t shard = 0, std::size_t shards = 1);
  ~SearchSource() override;

  std::vector<const plan::Run*> next() override;
  void done(const plan::Run& run, const std::filesystem::path& file) override;
  std::size_t total() const override;
  std::size_t most_at_once() const override;
  /// The trial tables.
  void leave(const std::filesystem::path& folder) const override;
  std::string news() const override;

  /// How far one search has come.
  struct Standing {
    const search::TrialRuns& search;
    std::size_t done;  ///< trials with a result
  };
  std::vector<Standing> standings() const;

 private:
  struct One;
  std::vector<store::TrialTable> tables() const;
  const spec::Experiment& experiment_;
  std::vector<std::unique_ptr<One>> searches_;
  std::map<const plan::Run*, One*> owner_;  ///< of runs that were given out
};

}  // namespace assay::launch
