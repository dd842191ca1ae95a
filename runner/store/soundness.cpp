#include "store/soundness.hpp"

#include <algorithm>
#include <cctype>

#include <assay/error.hpp>

#include "base/utf8.hpp"
#include "base/visible.hpp"

namespace assay::store {
namespace {

constexpr std::size_t kLongestWord = 200;  // leaves room for an id and an ending in a file's name
constexpr std::size_t kLongestName = 1000;

std::string quoted(const std::string& text) {
  constexpr std::size_t kShown = 60;
  const std::string shown = visible_in_line(text);
  return "'" + (shown.size() > kShown ? shown.substr(0, kShown) + "..." : shown) + "'";
}

/// Letters, digits, _ and -: what experiments and models may be called, and what a file may be.
void expect_word(const char* what, const std::string& word) {
  const bool sound = !word.empty() && word.size() <= kLongestWord && std::ranges::all_of(word, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-';
  });
  if (!sound)
    throw Error("damaged: its " + std::string(what) + " is " + quoted(word) + "; expected letters, digits, _ and -");
}

void expect_name(const char* what, const std::string& name) {
  if (name.empty() || name.size() > kLongestName || visible_in_line(name) != name)
    throw Error("damaged: " + std::string(what) + " is called " + quoted(name) +
                "; expected a name in one line without control characters");
}

template <class Pairs>
void expect_names(const char* what, const Pairs& pairs) {
  for (const auto& pair : pairs) expect_name(what, pair.first);
}

void expect_arrays(const char* what, const std::vector<NamedArray>& arrays) {
  for (const auto& one : arrays) expect_name(what, one.name);
}

void expect_length(const std::string& name, std::size_t length, std::size_t expected, const std::string& first) {
  if (length != expected)
    throw Error("damaged: " + quoted(name) + " has " + std::to_string(length) + " numbers, but " + quoted(first) +
                " has " + std::to_string(expected));
}

/// The numbers of one sample; as many has the scaling, where there is one.
std::size_t features_of(const char* name, const std::vector<std::int64_t>& shape) {
  constexpr std::int64_t kMost = std::int64_t{1} << 40U;
  std::int64_t features = 1;
  for (const auto extent : shape) {
    if (shape.size() > Shape::kMaxRank || extent < 1 || extent > kMost / features)
      throw Error("damaged: '" + std::string(name) + "' is no shape of a sample");
    features *= extent;
  }
  return static_cast<std::size_t>(features);
}

void expect_scaling(const char* name, const std::vector<double>& shift, const std::vector<double>& factor,
                    std::size_t features) {
  expect_length(std::string(name) + "/factor", factor.size(), shift.size(), std::string(name) + "/shift");
  if (!shift.empty() && shift.size() != features)
    throw Error("damaged: '" + std::string(name) + "' has " + std::to_string(shift.size()) + " numbers for " +
                std::to_string(features) + " features");
}

/// Of a step's numbers or names each column has as many as it says.
void expect_shares(const std::string& step, const std::vector<std::int64_t>& counts, std::size_t columns,
                   std::size_t all) {
  std::uint64_t sum = 0;
  bool sound = counts.size() == columns;
  for (const auto count : counts) {
    sound = sound && count >= 0 && static_cast<std::uint64_t>(count) <= all;
    sum += static_cast<std::uint64_t>(count);
  }
  if (!sound || sum != all)
    throw Error("damaged: what the step " + quoted(step) + " learned is not divided among its columns");
}

void expect_sound_steps(const Preparation& made) {
  expect_length("column_kinds", made.column_kinds.size(), made.column_names.size(), "column_names");
  for (const auto& step : made.steps) {
    expect_length("rules", step.rules.size(), step.columns.size(), "columns");
    expect_shares(step.step, step.number_counts, step.columns.size(), step.numbers.size());
    expect_shares(step.step, step.name_counts, step.columns.size(), step.names.size());
  }
  if (!made.class_weights.empty() && static_cast<std::int64_t>(made.class_weights.size()) != made.classes)
    throw Error("damaged: it has " + std::to_string(made.class_weights.size()) + " 'class_weights' for " +
                std::to_string(made.classes) + " classes");
}

void expect_sound_preparation(const Preparation& made) {
  const std::size_t inputs = features_of("input_shape", made.input_shape);
  expect_scaling("scale", made.scale_shift, made.scale_factor, inputs);
  expect_scaling("target_scale", made.target_scale_shift, made.target_scale_factor,
                 features_of("target_shape", made.target_shape));
  if (!made.input_names.empty() && made.input_names.size() != inputs)
    throw Error("damaged: it has " + std::to_string(made.input_names.size()) + " 'input_names' for " +
                std::to_string(inputs) + " features");
  if (made.classes < 0) throw Error("damaged: it has " + std::to_string(made.classes) + " classes");
  expect_sound_steps(made);
}

}  // namespace

void expect_sound_summary(const Record& run) {
  const bool whole = run.fold >= -1 && run.repeat >= -1 && (run.fold < 0) == (run.repeat < 0);
  if (!whole)
    throw Error("damaged: it is of fold " + std::to_string(run.fold) + " and repeat " + std::to_string(run.repeat) +
                "; expected numbers from 0, or none");
  expect_word("run_id", run.id);
  expect_word("experiment", run.experiment);
  expect_word("model", run.model);
  expect_names("an axis", run.axes);
  expect_names("a final value", run.final_values);
  expect_names("a setting", run.config_leaves);
}

void expect_sound(const Record& run) {
  expect_sound_summary(run);
  for (const auto& column : run.metrics) {
    expect_name("a metric", column.name);
    expect_length(column.name, column.values.size(), run.metrics.front().values.size(), run.metrics.front().name);
  }
  expect_length("samples_per_second", run.timing.samples_per_second.size(), run.timing.epoch_seconds.size(),
                "epoch_seconds");
  for (const auto row : run.test_rows)
    if (row < 0) throw Error("damaged: test row " + std::to_string(row) + " is no row");
  expect_sound_preparation(run.preparation);
  for (const auto* arrays : {&run.weights, &run.weights_initial, &run.weights_best, &run.weights_average})
    expect_arrays("a weight", *arrays);
  expect_arrays("a buffer", run.buffers);
  expect_arrays("a slot of the optimizer", run.optimizer);
  expect_arrays("a sample", run.samples);
  expect_names("a counter of the checkpoint", run.position);
}

}  // namespace assay::store
