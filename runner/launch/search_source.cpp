#include "launch/search_source.hpp"

#include <algorithm>
#include <cstdio>

#include "spec/figure.hpp"
#include "store/run_file.hpp"

namespace assay::launch {

struct SearchSource::One {
  search::TrialRuns trials;
  std::vector<std::optional<store::TrialRow>> rows{};  ///< one a trial, where it has a result
};

namespace {

std::optional<double> score_of(const store::Record& summary, const std::string& metric) {
  if (summary.status != store::Status::complete) return std::nullopt;
  for (const auto& [name, value] : summary.final_values)
    if (name == metric && value == value) return value;
  return std::nullopt;
}

/// The searched axes with their values, as the run's own axes have them.
std::vector<std::pair<std::string, std::string>> searched_values(const plan::Run& run) {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& axis : run.axes)
    if (std::ranges::find(run.searched->axes, axis.first) != run.searched->axes.end()) values.push_back(axis);
  return values;
}

}  // namespace

SearchSource::SearchSource(const spec::Experiment& experiment, const spec::Catalogue& catalogue,
                           const std::vector<plan::Tuned>& tuned, std::size_t shard, std::size_t shards)
    : experiment_(experiment) {
  std::size_t number = 0;
  for (const auto& one : tuned)
    for (const std::uint64_t seed : experiment.seeds)
      if (number++ % shards == shard)
        searches_.push_back(std::make_unique<One>(One{search::TrialRuns(experiment, catalogue, one, seed)}));
}

SearchSource::~SearchSource() = default;

/// Trial by trial over all searches, so that none lags behind and waits in the end.
std::vector<const plan::Run*> SearchSource::next() {
  std::vector<const plan::Run*> runs;
  for (const auto& search : searches_)
    for (const auto* run : search->trials.next()) {
      owner_[run] = search.get();
      runs.push_back(run);
    }
  std::ranges::stable_sort(runs, {}, [](const plan::Run* run) { return run->trial; });
  return runs;
}

void SearchSource::done(const plan::Run& run, const std::filesystem::path& file) {
  One& search = *owner_.at(&run);
  const auto summary = store::read_summary(file);
  const auto score = score_of(summary, experiment_.search->metric);
  const auto trial = static_cast<std::size_t>(run.trial);
  search.rows.resize(search.trials.runs().size());
  search.rows[trial] = {run.id, searched_values(run), store::to_string(summary.status), score};
  search.trials.tell(trial, score);
}

std::size_t SearchSource::total() const {
  std::size_t total = 0;
  for (const auto& search : searches_) total += search->trials.total();
  return total;
}

std::vector<SearchSource::Standing> SearchSource::standings() const {
  std::vector<Standing> all;
  for (const auto& search : searches_) {
    const auto done = std::ranges::count_if(search->rows, [](const auto& row) { return row.has_value(); });
    all.push_back({search->trials, static_cast<std::size_t>(done)});
  }
  return all;
}

std::size_t SearchSource::most_at_once() const {
  std::size_t most = 0;
  for (const auto& search : searches_) {
    const bool blind = search->trials.tuned().method.name == "random";
    most += blind ? search->trials.total() : static_cast<std::size_t>(experiment_.search->width);
  }
  return most;
}

void SearchSource::leave(const std::filesystem::path& folder) const {
  for (const auto& table : tables()) store::write_trial_table(folder, table);
}

/// "best validation.accuracy: fnn 0.951, cnn 0.97": of each model the best of all its searches.
std::string SearchSource::news() const {
  const std::string& metric = experiment_.search->metric;
  const bool larger = spec::larger_is_better(metric);
  std::vector<std::pair<std::string, double>> best;
  for (const auto& search : searches_) {
    const auto score = search->trials.best();
    if (!score) continue;
    const std::string& model = search->trials.tuned().model->key;
    const auto known = std::ranges::find(best, model, &std::pair<std::string, double>::first);
    if (known == best.end())
      best.emplace_back(model, *score);
    else
      known->second = larger ? std::max(known->second, *score) : std::min(known->second, *score);
  }
  std::string text;
  for (const auto& [model, score] : best) {
    char number[48];
    std::snprintf(number, sizeof number, " %.4g", score);
    text += (text.empty() ? "best " + metric + ": " : ", ") + model + number;
  }
  return text;
}

/// Of each search, the trials up to the first that has no result: the next call goes on from there.
std::vector<store::TrialTable> SearchSource::tables() const {
  std::vector<store::TrialTable> tables;
  for (const auto& search : searches_) {
    store::TrialTable table;
    table.model = search->trials.tuned().model->key;
    const auto& searched = *search->trials.tuned().searched;
    table.search = {.id = searched.search,
                    .seed = search->trials.seed(),
                    .metric = searched.metric,
                    .method = searched.method,
                    .axes = searched.axes,
                    .space = searched.space,
                    .points = searched.points};
    for (const auto& row : search->rows) {
      if (!row) break;
      table.trials.push_back(*row);
    }
    if (!table.trials.empty()) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace assay::launch
