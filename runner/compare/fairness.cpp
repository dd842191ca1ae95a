#include "compare/fairness.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

#include "base/suggest.hpp"
#include "compare/pairwise.hpp"
#include "compare/summary.hpp"
#include "store/property.hpp"

namespace assay::compare {
namespace {

constexpr std::size_t kFewestPairs = 6;

/// The values that each level has of something.
using Tried = std::map<std::string, std::set<std::string>>;

std::string setting_text(const store::Record& run, const std::string& path) {
  const auto value = store::setting(run, path);
  return value ? store::to_text(*value) : "none";
}

template <class Value>
Tried tried(std::span<const store::Record> runs, const std::string& by, Value value) {
  Tried found;
  for (const auto& run : runs)
    if (const auto level = level_of(run, by)) found[*level].insert(value(run));
  return found;
}

bool differs(const Tried& found) {
  return std::ranges::any_of(found, [&](const auto& entry) { return entry.second != found.begin()->second; });
}

/// "a: 0.1 and 0.01; b: 0.1".
std::string list(const Tried& found) {
  std::string text;
  for (const auto& [level, values] : found)
    text += (text.empty() ? "" : "; ") + level + ": " + list_of({values.begin(), values.end()});
  return text;
}

bool measures(const Question& question, std::initializer_list<const char*> names) {
  const std::string last = question.metric.substr(question.metric.rfind('.') + 1);
  return std::ranges::any_of(names, [&](const char* name) { return last == name; });
}

double mean_of_scores(std::span<const store::Record> runs, const std::string& metric) {
  double sum = 0;
  std::size_t n = 0;
  for (const auto& run : runs)
    if (const auto value = score(run, metric)) sum += *value, ++n;
  return sum / static_cast<double>(n);
}

std::string integer(double x) { return std::to_string(static_cast<std::int64_t>(x)); }

/// Whether runs differ in a number that should be alike for a fair comparison; names it.
std::optional<std::string> uneven(std::span<const store::Record> runs, const std::string& what,
                                  const std::string& title, double tolerance) {
  double least = INFINITY, most = -INFINITY;
  for (const auto& run : runs)
    if (const auto value = score(run, what); value && run.status == store::Status::complete) {
      least = std::min(least, *value);
      most = std::max(most, *value);
    }
  if (!(most > least * tolerance)) return std::nullopt;
  return "the runs have unequal " + title + " (" + integer(least) + " to " + integer(most) +
         "): a difference may come from that alone";
}

std::string rate_of(const store::Record& run) {
  for (const auto& [leaf, value] : run.config_leaves)
    if (leaf.starts_with("train.optimizer.") && leaf.ends_with(".lr")) return setting_text(run, leaf);
  return "none";
}

std::optional<std::string> lost_runs(std::span<const store::Record> runs) {
  const auto lost = static_cast<std::size_t>(
      std::ranges::count_if(runs, [](const auto& run) { return run.status != store::Status::complete; }));
  if (lost == 0) return std::nullopt;
  const Interval share = share_interval(lost, runs.size());
  const auto percent = [](double x) { return std::to_string(static_cast<int>(std::lround(100 * x))); };
  return std::to_string(lost) + " of " + std::to_string(runs.size()) +
         " runs have no score (failed or diverged; 95 % interval " + percent(share.low) + " to " + percent(share.high) +
         " %): the comparison is between those that went well";
}

std::optional<std::string> few_pairs(const Findings& findings) {
  if (std::ranges::none_of(findings.comparisons, [](const auto& c) { return c.pairs < kFewestPairs; }))
    return std::nullopt;
  return "fewer than 6 pairs: the signed-rank test cannot reach p < 0.05 with 5 (its smallest p is 0.0625), and only "
         "the t-test, which trusts normal differences, can decide";
}

std::optional<std::string> missing_pairs(const Findings& findings) {
  if (std::ranges::none_of(findings.comparisons, [](const auto& c) { return c.missing > 0; })) return std::nullopt;
  return "seeds are missing on one side of some pairs; only complete pairs are compared";
}

/// Seeds times the values of other axes are not independent replicates.
std::optional<std::string> averaged_cells(const Findings& findings) {
  std::size_t cells = 1;
  for (const auto& c : findings.comparisons) cells = std::max(cells, c.cells);
  if (cells < 2) return std::nullopt;
  return "each seed has " + std::to_string(cells) +
         " combinations of other settings, which share its data and are no "
         "independent replicates: they are averaged within the seed, and seeds are counted (pseudo-replication, "
         "Hurlbert 1984)";
}

std::optional<std::string> rates(std::span<const store::Record> runs, const std::string& by) {
  const auto found = tried(runs, by, rate_of);
  if (!differs(found)) return std::nullopt;
  return "the learning rates that were tried are not the same (" + list(found) +
         "): more tuning finds better scores by itself";
}

std::optional<std::string> chosen_epoch(const Findings& findings) {
  const std::string& metric = findings.question.metric;
  if (!metric.starts_with("best.")) return std::nullopt;
  return metric +
         " is the score of the epoch that was best by this very score: too good for all, and more so for arms "
         "that fluctuate; compare by a test score";
}

std::optional<std::string> other_tasks(const Findings& findings) {
  if (findings.unscored.empty()) return std::nullopt;
  return list_of(findings.unscored) + (findings.unscored.size() == 1 ? " has no " : " have no ") +
         findings.question.metric +
         ": another task, which is not ranked with this one (as a GAN is not with a "
         "classifier)";
}

}  // namespace

std::vector<std::string> objections(std::span<const store::Record> runs, const Question& question) {
  std::vector<std::string> found;
  const auto object = [&](const Tried& values, const std::string& what) {
    if (differs(values)) found.push_back(what + " (" + list(values) + "): the scores do not measure the same");
  };
  const auto among = [&](auto value) {
    Tried values;
    for (const auto& run : runs)
      if (const auto level = level_of(run, question.by); level && score(run, question.metric))
        values[*level].insert(value(run));
    return values;
  };
  const auto of = [](const char* name) { return [name](const store::Record& run) { return setting_text(run, name); }; };
  object(among(of("data.source")), "the levels of '" + question.by + "' have different data");
  if (measures(question, {"loss"}))
    object(among(of("train.loss")), question.metric + " is that of different loss functions");
  if (measures(question, {"loss", "mse", "rmse", "mae"}))
    object(among(of("data.target_scale")), question.metric + " is in different scales of the targets");
  return found;
}

std::vector<std::string> cautions(std::span<const store::Record> runs, const Findings& findings) {
  std::vector<std::string> found;
  for (auto& caution :
       {few_pairs(findings), lost_runs(runs), other_tasks(findings), averaged_cells(findings),
        uneven(runs, "parameters", "numbers of parameters", 1.25), uneven(runs, "epochs", "numbers of epochs", 1.0),
        rates(runs, findings.question.by), chosen_epoch(findings)})
    if (caution) found.push_back(*caution);
  if (const auto missing = missing_pairs(findings); missing && !lost_runs(runs)) found.push_back(*missing);
  return found;
}

std::optional<std::string> small_test(std::span<const store::Record> runs, const Findings& findings,
                                      std::size_t answers) {
  const bool counts = measures(findings.question, {"accuracy", "error_rate"});
  if (!counts || answers == 0 || findings.comparisons.empty()) return std::nullopt;
  std::size_t pairs = 1;
  for (const auto& c : findings.comparisons) pairs = std::max(pairs, c.pairs);
  // Where every seed draws its own test rows, the mean over seeds has less of this error.
  const bool drawn = setting_text(runs.front(), "data.split.order") == "shuffled";
  const double p = mean_of_scores(runs, findings.question.metric);
  const double error = std::sqrt(p * (1 - p) / static_cast<double>(answers) / (drawn ? static_cast<double>(pairs) : 1));
  if (!(error > findings.smallest_interesting)) return std::nullopt;
  char text[200];
  std::snprintf(text, sizeof text,
                "the test part of %zu answers is too small: which rows it has moves a score by %.2g (binomial standard "
                "error), more than the difference of %.2g that matters",
                answers, error, findings.smallest_interesting);
  return text;
}

}  // namespace assay::compare
