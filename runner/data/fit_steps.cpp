// Learns the steps of `prepare:`, one column after another.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "base/suggest.hpp"
#include "data/column_chain.hpp"
#include "data/odd_cell.hpp"
#include "data/request.hpp"
#include "data/scale_rules.hpp"
#include "spec/setting.hpp"

namespace assay::data {
namespace {

using Component = spec::Component;

[[noreturn]] void refuse_step(const Place& place, const std::string& what) {
  throw Failure(ExitCode::experiment, to_string(place) + ": " + what);
}

/// Which columns a step is for: all that it can take, or those that it names.
class Choice {
 public:
  Choice(const Component& step, const RawDataset& raw) : step_(step), words_(spec::texts_of(step.text("columns"))) {
    const bool list = step.text("columns").starts_with('[');
    if (!list && (words_[0] == "*" || words_[0] == "number" || words_[0] == "category")) {
      kind_ = words_[0];
      words_.clear();
    }
    for (const auto& word : words_) expect(word, raw);
  }

  bool names(const RawColumn& column) const { return std::ranges::find(words_, column.name) != words_.end(); }
  bool has(const RawColumn& column) const {
    return names(column) || kind_ == "*" || (!kind_.empty() && column.category == (kind_ == "category"));
  }

 private:
  void expect(const std::string& word, const RawDataset& raw) const {
    std::vector<std::string> known;
    for (const auto& column : raw.columns) known.push_back(column.name);
    if (std::ranges::find(known, word) == known.end())
      refuse_step(step_.argument("columns").place, "'" + step_.name + "' names column '" + word +
                                                       "', which is no input" + did_you_mean(word, known) +
                                                       " (they are " + list_of(known) + ")");
  }

  const Component& step_;
  std::vector<std::string> words_;
  std::string kind_;
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return quantile(values, 0.5);
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

/// How often each name occurs in `values`, by code points.
std::map<std::string, std::int64_t> counts_of(const std::vector<double>& values,
                                              const std::vector<std::string>& names) {
  std::vector<std::int64_t> counts(names.size());
  for (const double value : values)
    if (!std::isnan(value)) ++counts[static_cast<std::size_t>(value)];
  std::map<std::string, std::int64_t> found;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (counts[i] > 0) found[names[i]] = counts[i];
  return found;
}

std::vector<double> values_of(const RawDataset& raw, std::size_t column, const std::vector<std::int64_t>& rows) {
  std::vector<double> values;
  values.reserve(rows.size());
  const auto width = static_cast<std::int64_t>(raw.columns.size());
  for (const auto row : rows) values.push_back(at(raw.inputs, row * width + static_cast<std::int64_t>(column)));
  return values;
}

/// Takes one column through all steps.
class ColumnFit {
 public:
  ColumnFit(const RawDataset& raw, std::size_t column, const std::vector<std::int64_t>& rows)
      : raw_(raw),
        column_(raw.columns[column]),
        rows_(rows),
        chain_(column_),
        raw_values_(values_of(raw, column, rows)),
        values_(raw_values_) {}

  /// What `step` learns; nothing where it has nothing to do with this column. `chosen`: the experiment says its name.
  std::optional<FittedColumn> learn(const Component& step, bool chosen) {
    FittedColumn learned{column_.name, "", {}, {}};
    if (step.name == "impute") {
      column_.category ? impute_names(step, learned) : impute_numbers(step, learned);
    } else if (step.name == "one_hot") {
      if (!column_.category && !chosen) return std::nullopt;
      code(step, learned);
    } else {
      if (column_.category && !chosen) return std::nullopt;
      change_numbers(step, learned);
    }
    chain_.add(step.name, learned);
    for (std::size_t i = 0; i < values_.size(); ++i) {
      values_[i] = chain_.value(raw_values_[i]);
      if (std::isinf(values_[i])) refuse_value(raw_, rows_[i], column_.name, raw_values_[i]);
    }
    return learned;
  }

  /// For a column of names that no step makes into numbers.
  std::optional<FittedColumn> finish() {
    std::optional<FittedColumn> learned;
    if (chain_.names_left()) learned = FittedColumn{column_.name, "", {}, names_of(1)};
    if (learned) chain_.add("one_hot", *learned);
    if (column_.missing.line > 0 && !chain_.fills())
      refuse(column_.missing.file, column_.missing.line, column_.missing.column, missing_in_prepared(column_.name));
    return learned;
  }

  bool misses() const {
    return std::ranges::any_of(raw_values_, [](double x) { return std::isnan(x); });
  }

 private:
  std::vector<double> present() const {
    std::vector<double> some;
    std::ranges::copy_if(values_, std::back_inserter(some), [](double x) { return !std::isnan(x); });
    if (some.empty())
      refuse(raw_.files.front().path, 0, 0,
             "column '" + column_.name + "' has no value in any training row; leave it out: columns: {" + column_.name +
                 ": ignore}");
    return some;
  }

  void impute_numbers(const Component& step, FittedColumn& learned) const {
    learned.how = step.choice("number");
    const double constant = step.real("constant");
    if (learned.how != "constant" && constant != 0)
      refuse_step(step.argument("constant").place,
                  "'constant' of 'impute' is for number: constant, but 'number' is '" + learned.how + "'");
    learned.numbers = {learned.how == "constant" ? constant
                       : learned.how == "mean"   ? mean(present())
                                                 : median(present())};
  }

  void impute_names(const Component& step, FittedColumn& learned) const {
    if (!chain_.names_left())
      refuse_step(step.place, "'impute' comes behind the step that makes column '" + column_.name +
                                  "' into numbers; put it before that");
    learned.how = step.choice("category");
    if (learned.how == "own") return;
    const auto counts = counts_of(present(), chain_.names());
    learned.names = {std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; })->first};
  }

  void code(const Component& step, FittedColumn& learned) const {
    if (!column_.category)
      refuse_step(step.argument("columns").place, "column '" + column_.name +
                                                      "' holds numbers and 'one_hot' takes names; if its numbers are "
                                                      "names, say columns: {" +
                                                      column_.name + ": category}");
    if (!chain_.names_left()) refuse_step(step.place, "column '" + column_.name + "' is made into numbers twice");
    const std::int64_t rare = step.integer("rare");
    learned.names = names_of(rare);
    const std::size_t all = counts_of(values_, chain_.names()).size();
    if (learned.names.size() < all) learned.how = "rest";
  }

  std::vector<std::string> names_of(std::int64_t least) const {
    std::vector<std::string> names;
    for (const auto& [name, count] : counts_of(values_, chain_.names()))
      if (count >= least) names.push_back(name);
    return names;
  }

  void change_numbers(const Component& step, FittedColumn& learned) const {
    if (column_.category)
      refuse_step(step.argument("columns").place,
                  "column '" + column_.name + "' holds names and '" + step.name + "' takes numbers");
    if (step.name == "log") {
      learned.numbers = {step.real("plus")};
      return;
    }
    learned.how = step.choice("by");
    learned.numbers = learn_scale(learned.how, present());
  }

  const RawDataset& raw_;
  const RawColumn& column_;
  const std::vector<std::int64_t>& rows_;
  ColumnChain chain_;
  const std::vector<double> raw_values_;
  std::vector<double> values_;  ///< as the steps so far make them
};

}  // namespace

std::vector<FittedStep> fit_steps(const RawDataset& raw, const std::vector<Component>& steps,
                                  const std::vector<std::int64_t>& train) {
  if (steps.empty()) return {};
  if (raw.columns.empty())
    refuse_step(steps[0].place, "'prepare' is for the columns of a table, source: csv; other numbers have 'scale'");
  std::vector<Choice> choices;
  std::vector<FittedStep> fitted;
  FittedStep flags{"flag", {}}, rest{"one_hot", {}};
  for (const auto& step : steps) {
    choices.emplace_back(step, raw);
    fitted.push_back({step.name, {}});
  }
  for (std::size_t c = 0; c < raw.columns.size(); ++c) {
    ColumnFit fit(raw, c, train);
    for (std::size_t s = 0; s < steps.size(); ++s) {
      if (!choices[s].has(raw.columns[c])) continue;
      auto learned = fit.learn(steps[s], choices[s].names(raw.columns[c]));
      if (!learned) continue;
      if (steps[s].name == "impute" && steps[s].boolean("flag") && learned->how != "own" && fit.misses())
        flags.columns.push_back({learned->column, "", {}, {}});
      fitted[s].columns.push_back(std::move(*learned));
    }
    if (auto learned = fit.finish()) rest.columns.push_back(std::move(*learned));
  }
  if (!flags.columns.empty()) fitted.insert(fitted.begin(), std::move(flags));
  if (!rest.columns.empty()) fitted.push_back(std::move(rest));
  return fitted;
}

}  // namespace assay::data
