#include "compare/fairness.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

#include "base/suggest.hpp"
#include "compare/pairwise.hpp"
#include "compare/score.hpp"
#include "store/property.hpp"

namespace assay::compare {
namespace {

constexpr std::size_t kFewestPairs = 6, kMostNamed = 4;

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

/// "0.1 and 0.01"; of a hundred the first few and how many more.
std::string short_list(const std::set<std::string>& values) {
  if (values.size() <= kMostNamed) return list_of({values.begin(), values.end()});
  std::string text;
  auto value = values.begin();
  for (std::size_t i = 1; i < kMostNamed; ++i) text += *value++ + ", ";
  text.erase(text.size() - 2);
  return text + " and " + std::to_string(values.size() - kMostNamed + 1) + " more";
}

/// "a: 0.1 and 0.01; b: 0.1"; of a hundred levels the first few.
std::string list(const Tried& found) {
  std::string text;
  std::size_t named = 0;
  for (const auto& [level, values] : found) {
    if (named++ == kMostNamed) return text + "; and " + std::to_string(found.size() - kMostNamed) + " more";
    text += (text.empty() ? "" : "; ") + level + ": " + short_list(values);
  }
  return text;
}

bool asks_for(const Question& question, std::initializer_list<const char*> names) {
  const std::string last = question.metric.substr(question.metric.rfind('.') + 1);
  return std::ranges::any_of(names, [&](const char* name) { return last == name; });
}

/// "b relu (train.batch=64)"
std::string label_of(const Group& group) {
  std::string label = group.model;
  for (const auto& [axis, value] : group.axes) label += ' ' + axis + '=' + value;
  return group.settings.empty() ? label : label + " (" + group.settings + ')';
}

double mean_of_scores(std::span<const store::Record> runs, const std::string& metric) {
  double sum = 0;
  std::size_t n = 0;
  for (const auto& run : runs)
    if (const auto value = final_score(run, metric)) sum += *value, ++n;
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

/// What `text_of` says of the run's data files.
template <class Text>
std::string of_files(const store::Record& run, Text text_of) {
  std::string text;
  for (const auto& file : run.environment.data) text += (text.empty() ? "" : " ") + text_of(file);
  return text;
}

std::string digests_of(const store::Record& run) {
  return of_files(run, [](const auto& file) { return file.sha256; });
}

std::string names_of_files(const store::Record& run) {
  return of_files(run, [](const auto& file) { return file.path; });
}

std::string files_of(const store::Record& run) {
  return of_files(run, [](const auto& file) { return file.path + " of SHA-256 " + file.sha256.substr(0, 12); });
}

/// The loss function with its parameters.
std::string loss_of(const store::Record& run) {
  std::string text = setting_text(run, "train.loss");
  const std::string before = "train.loss." + text + '.';
  for (const auto& [leaf, value] : run.config_leaves)
    if (leaf.starts_with(before)) text += ' ' + leaf.substr(before.size()) + '=' + setting_text(run, leaf);
  return text;
}

std::string rate_of(const store::Record& run) {
  for (const auto& [leaf, value] : run.config_leaves)
    if (leaf.starts_with("train.optimizer.") && leaf.ends_with(".lr")) return setting_text(run, leaf);
  return "none";
}

std::optional<std::string> lost_runs(std::span<const store::Record> runs, const std::vector<Group>& groups) {
  std::size_t lost = 0, all = 0;
  for (const auto& group : groups) {
    all += group.runs.size();
    lost += static_cast<std::size_t>(std::ranges::count_if(
        group.runs, [&](std::size_t run) { return runs[run].status != store::Status::complete; }));
  }
  if (lost == 0) return std::nullopt;
  const Interval share = share_interval(lost, all);
  const auto percent = [](double x) { return std::to_string(static_cast<int>(std::lround(100 * x))); };
  return std::to_string(lost) + " of " + std::to_string(all) +
         " runs have no score (failed or diverged; 95 % interval " + percent(share.low) + " to " + percent(share.high) +
         " %): the comparison is between those that went well";
}

std::optional<std::string> few_pairs(const Findings& findings) {
  if (std::ranges::none_of(findings.comparisons, [](const auto& c) { return c.pairs < kFewestPairs && c.signed_rank; }))
    return std::nullopt;
  return "fewer than 6 pairs: the signed-rank test cannot reach p < 0.05 with 5 (its smallest p is 0.0625), and only "
         "the t-test, which trusts normal differences, can decide";
}

std::optional<std::string> missing_pairs(const Findings& findings) {
  if (std::ranges::none_of(findings.comparisons, [](const auto& c) { return c.missing > 0; })) return std::nullopt;
  return "seeds are missing on one side of some pairs; only complete pairs are compared";
}

std::optional<std::string> exhausted(const Findings& findings) {
  std::vector<std::string> levels;
  for (const auto& c : findings.comparisons)
    if (c.is_exhausted) levels.push_back(c.level);
  if (levels.empty()) return std::nullopt;
  return std::string("no number of ") + replicate_of(findings.claim) + "s decides " +
         short_list({levels.begin(), levels.end()}) +
         ": the same rows come back in every division, and what these can tell of new data is told; more rows do, or "
         "smaller test parts beside larger training parts, as split: {folds: 10, repeats: 10} has";
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

std::optional<std::string> left_out_cells(const Findings& findings) {
  std::vector<std::string> levels;
  for (const auto& c : findings.comparisons)
    if (c.left_out > 0) levels.push_back(c.level);
  if (levels.empty()) return std::nullopt;
  return short_list({levels.begin(), levels.end()}) + " and " + findings.question.baseline +
         " have not the same combinations of other settings: only those that both have are compared";
}

/// Where the rates themselves are compared, that they differ is no news.
bool is_rate_itself(const Tried& found) {
  return std::ranges::all_of(found, [](const auto& entry) {
    return entry.second.size() == 1 && spec::datum_of(entry.first) == spec::datum_of(*entry.second.begin());
  });
}

std::optional<std::string> rates(std::span<const store::Record> runs, const std::string& by) {
  const auto found = tried(runs, by, rate_of);
  if (!differs(found) || is_rate_itself(found)) return std::nullopt;
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
  // the first of several ways to tell the values by which they differ
  const auto object = [&](const std::vector<Tried>& ways, const std::string& what) {
    if (const auto values = std::ranges::find_if(ways, differs); values != ways.end())
      found.push_back(what + " (" + list(*values) + "): the scores do not measure the same");
  };
  const auto among = [&](auto value) {
    Tried values;
    for (const auto& run : runs)
      if (const auto level = level_of(run, question.by); level && score(run, question.metric))
        values[*level].insert(value(run));
    return values;
  };
  const auto of = [](const char* name) { return [name](const store::Record& run) { return setting_text(run, name); }; };
  const std::string data = "the levels of '" + question.by + "' have different data";
  if (const auto sources = among(of("data.source")); differs(sources))
    object({sources}, data);
  else if (differs(among(digests_of)))  // files of other names may hold the same
    object({among(names_of_files), among(files_of)}, data);
  if (asks_for(question, {"loss"}))
    object({among(of("train.loss")), among(loss_of)}, question.metric + " is that of different loss functions");
  if (asks_for(question, {"loss", "mse", "rmse", "mae"}))
    object({among(of("data.target_scale"))}, question.metric + " is in different scales of the targets");
  return found;
}

std::optional<std::string> unscored_runs(std::span<const store::Record> runs, const std::vector<Group>& groups,
                                         const std::string& metric) {
  std::vector<std::string> arms;
  for (const auto& group : groups) {
    const auto has = [&](std::size_t run) { return measures(runs[run], metric); };
    const auto lacks = [&](std::size_t run) {
      return runs[run].status == store::Status::complete && !score(runs[run], metric);
    };
    const auto without = std::ranges::count_if(group.runs, lacks);
    if (without > 0 && std::ranges::any_of(group.runs, has))
      arms.push_back(label_of(group) + ' ' + std::to_string(without) + " of " + std::to_string(group.runs.size()));
  }
  if (arms.empty()) return std::nullopt;
  std::string text = metric + " is no number in some runs (";
  for (std::size_t i = 0; i < std::min(arms.size(), kMostNamed); ++i) text += (i == 0 ? "" : ", ") + arms[i];
  if (arms.size() > kMostNamed) text += ", and in " + std::to_string(arms.size() - kMostNamed) + " more arms";
  return text + "): they have no score, and all numbers are of those that have one";
}

std::vector<std::string> cautions(std::span<const store::Record> runs, const Grouping& grouping,
                                  const Findings& findings) {
  std::vector<std::string> found;
  const auto lost = lost_runs(runs, grouping.groups);
  const auto unscored = unscored_runs(runs, grouping.groups, findings.question.metric);
  for (auto& caution :
       {few_pairs(findings), lost, unscored, note_of_repeated(grouping), other_tasks(findings),
        averaged_cells(findings), left_out_cells(findings), uneven(runs, "parameters", "numbers of parameters", 1.25),
        uneven(runs, "epochs", "numbers of epochs", 1.0), rates(runs, findings.question.by), chosen_epoch(findings),
        exhausted(findings)})
    if (caution) found.push_back(*caution);
  if (const auto missing = missing_pairs(findings); missing && !lost && !unscored) found.push_back(*missing);
  return found;
}

std::optional<std::string> small_test(std::span<const store::Record> runs, const Findings& findings,
                                      std::size_t answers) {
  const bool counts = asks_for(findings.question, {"accuracy", "error_rate"});
  if (!counts || answers == 0 || findings.comparisons.empty() || findings.claim.rows > 0) return std::nullopt;
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
