#include "cli/filter.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/suggest.hpp"
#include "spec/figure.hpp"
#include "store/pack.hpp"
#include "store/property.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

/// Keeps the runs with these numbers, in that order.
void keep(Selection& selection, const std::vector<std::size_t>& chosen) {
  std::vector<store::Record> runs;
  std::vector<std::filesystem::path> files;
  for (const std::size_t i : chosen) {
    runs.push_back(std::move(selection.runs[i]));
    files.push_back(std::move(selection.files[i]));
  }
  selection.runs = std::move(runs);
  selection.files = std::move(files);
}

void filter(Selection& selection, const std::string& condition) {
  const store::Query query(condition);
  store::RunReader reader;
  std::map<std::size_t, std::string> damaged;
  const auto curves = [&](std::size_t run) -> std::vector<store::Column> {
    try {
      return reader.read(selection.files[run]).metrics;
    } catch (const Failure& failure) {
      damaged.emplace(run, failure.what());
      return {};
    }
  };
  auto chosen = query.select(selection.runs, curves);
  for (auto& name : query.outcomes(selection.runs)) selection.chosen_by.push_back(std::move(name));
  std::erase_if(chosen, [&](std::size_t run) { return damaged.contains(run); });
  for (const auto& [run, what] : damaged) add_damaged(selection, what);
  keep(selection, chosen);
}

Selection filtered(const Words& words, const Words& conditions) {
  std::vector<store::Query> queries;
  for (const auto& condition : conditions) queries.emplace_back(condition);
  if (auto selection = select(words, queries)) return std::move(*selection);
  Selection selection = select(words);
  for (const auto& condition : conditions) filter(selection, condition);
  return selection;
}

/// Numbers first, then texts, then runs without it; a metric's best values come first.
bool before(const std::optional<store::Datum>& a, const std::optional<store::Datum>& b, bool descending) {
  const auto kind = [](const auto& value) { return !value ? 2 : value->index() == 0 ? 0 : 1; };
  if (kind(a) != kind(b)) return kind(a) < kind(b);
  if (kind(a) == 2) return false;
  return descending ? *b < *a : *a < *b;
}

void sort(Selection& selection, const std::string& name) {
  std::vector<std::optional<store::Datum>> values;
  for (const auto& run : selection.runs) values.push_back(store::property(run, name));
  if (!values.empty() && std::ranges::none_of(values, [](const auto& value) { return value.has_value(); }))
    throw Failure(ExitCode::usage,
                  "no run has '" + name + "'" + did_you_mean(name, store::property_names(selection.runs)));
  for (auto& value : values)
    if (value && value->index() == 0 && std::isnan(std::get<double>(*value))) value.reset();
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const bool descending = spec::larger_is_better(name);
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return before(values[a], values[b], descending); });
  keep(selection, order);
}

}  // namespace

const char* const kFilterHelp =
    "Conditions (-F) compare what a run has: model, seed, status, seconds, started, age; its axes; what was\n"
    "measured (test.accuracy; best, last, min, max or auc(validation.loss) over epochs); its configuration\n"
    "(train.batch). Operators: = != < <= > >=, in (a, b), ~ (regular expression), and, or, not, parentheses.";

void add_filter_options(Options& options) {
  options.add().add_options()("filter,F", po::value<Words>()->composing(),
                              "only runs for which this holds: 'model in (cnn, rnn) and train.batch > 16'");
}

void add_order_options(Options& options) {
  add_filter_options(options);
  options.add().add_options()("sort", po::value<std::string>(),
                              "by what to sort: a metric (the best first), an axis, seconds, ...")(
      "top", po::value<std::size_t>(), "only the first so many");
}

Selection select(const Options& options) { return select(options, options.words()); }

Selection select(const Options& options, const Words& places) {
  Selection selection = options.has("filter") ? filtered(places, options.get<Words>("filter")) : select(places);
  if (options.has("sort")) sort(selection, options.get<std::string>("sort"));
  if (options.has("top") && options.get<std::size_t>("top") < selection.runs.size()) {
    selection.runs.resize(options.get<std::size_t>("top"));
    selection.files.resize(selection.runs.size());
  }
  return selection;
}

}  // namespace assay::cli
