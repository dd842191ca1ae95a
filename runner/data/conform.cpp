#include "data/conform.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "data/request.hpp"

namespace assay::data {
namespace {

std::string name_of(const Form& data) { return data.files.empty() ? "the data" : data.files.front().path; }

/// For each of `wanted` the column of that name; of several alike, one after another.
std::vector<std::size_t> columns_of(const std::vector<std::string>& wanted, const Form& other) {
  std::vector<bool> used(other.input_names.size());
  std::vector<std::size_t> columns;
  std::vector<std::string> missing;
  for (const auto& name : wanted) {
    std::size_t c = 0;
    while (c < used.size() && (used[c] || other.input_names[c] != name)) ++c;
    if (c == used.size()) {
      missing.push_back(name);
      continue;
    }
    used[c] = true;
    columns.push_back(c);
  }
  if (!missing.empty())
    refuse(name_of(other), 1, 1,
           "there is no column '" + missing.front() + "'" + did_you_mean(missing.front(), other.input_names) +
               " (the run takes " + list_of(wanted) + "; the file has " + list_of(other.input_names) + ")");
  return columns;
}

template <class N>
Numbers selected(const Shared<N>& all, std::size_t width, const std::vector<std::size_t>& columns) {
  std::vector<N> chosen;
  chosen.reserve(all.size() / width * columns.size());
  for (std::size_t row = 0; row < all.size(); row += width)
    for (const std::size_t column : columns) chosen.push_back(all[row + column]);
  return Shared(std::move(chosen));
}

void note_unused(RawDataset& other, const std::vector<std::size_t>& columns) {
  std::vector<std::string> unused;
  for (std::size_t c = 0; c < other.input_names.size(); ++c)
    if (std::ranges::find(columns, c) == columns.end()) unused.push_back("'" + other.input_names[c] + "'");
  if (!unused.empty())
    other.notes.push_back(name_of(other) + ": " + list_of(unused) + (unused.size() == 1 ? " is" : " are") +
                          " no input of the run and not used");
}

void take_columns(RawDataset& other, const Form& own) {
  if (own.input_names.empty() && other.input_names.empty()) return;
  if (own.input_names.empty() || other.input_names.empty()) {
    const auto& names = own.input_names.empty() ? other.input_names : own.input_names;
    other.notes.push_back(name_of(other) + ": " + (own.input_names.empty() ? "the run" : "it") +
                          " has no names of columns; they are taken by their place, " + in_order(names));
    return;
  }
  const auto columns = columns_of(own.input_names, other);
  note_unused(other, columns);
  const std::size_t width = other.input_names.size();
  other.inputs = std::visit([&](const auto& all) { return selected(all, width, columns); }, other.inputs);
  for (std::size_t c = 0; c < own.columns.size(); ++c)
    if (other.columns[columns[c]].category != own.columns[c].category)
      refuse(name_of(other), 0, 0,
             "column '" + own.columns[c].name + "' holds " + (own.columns[c].category ? "numbers" : "names") +
                 "; the run takes " + (own.columns[c].category ? "names" : "numbers"));
  std::vector<RawColumn> kept;
  for (std::size_t c = 0; c < own.columns.size(); ++c) kept.push_back(std::move(other.columns[columns[c]]));
  other.columns = std::move(kept);
  other.input_names = own.input_names;
  other.input = Shape({static_cast<std::int64_t>(columns.size())});
}

/// The own token number of each of the other file's.
std::vector<std::int64_t> tokens_of(const RawDataset& other, const Form& own) {
  std::vector<std::int64_t> numbers;
  for (const char32_t c : other.vocabulary) {
    const auto place = own.vocabulary.find(c);
    if (place == std::u32string::npos)
      refuse(name_of(other), 0, 0, "has the character '" + encode_utf8({&c, 1}) + "', which the run never saw");
    numbers.push_back(static_cast<std::int64_t>(place));
  }
  return numbers;
}

Numbers renumbered(const Numbers& numbers, const std::vector<std::int64_t>& number) {
  std::vector<double> made;
  for (std::size_t i = 0; i < size(numbers); ++i) {
    const double old = at(numbers, static_cast<std::int64_t>(i));
    made.push_back(std::isnan(old) ? old : static_cast<double>(number[static_cast<std::size_t>(old)]));
  }
  return Shared(std::move(made));
}

/// Names of classes are numbered anew in every file; here they get the run's numbers.
void rename_classes(RawDataset& other, const Form& own) {
  if (own.class_names.empty() || other.class_names.empty() || own.class_names == other.class_names) return;
  std::vector<std::int64_t> numbers;
  for (const auto& name : other.class_names) {
    const auto place = std::ranges::find(own.class_names, name);
    if (place == own.class_names.end())
      refuse(name_of(other), 0, 0,
             "'" + name + "' is no class of the run" + did_you_mean(name, own.class_names) + " (they are " +
                 list_of(own.class_names) + ")");
    numbers.push_back(place - own.class_names.begin());
  }
  other.targets = renumbered(other.targets, numbers);
  other.class_names = own.class_names;
}

/// Sets missing targets to 0; returns the rows whose targets are all there.
std::vector<std::int64_t> take_targets(RawDataset& other, std::int64_t width) {
  std::vector<double> targets(static_cast<std::size_t>(other.rows * width));
  std::vector<std::int64_t> labelled;
  const bool none = size(other.targets) == 0;
  for (std::int64_t row = 0; row < other.rows && !none; ++row) {
    const auto one = std::span(targets).subspan(static_cast<std::size_t>(row * width), static_cast<std::size_t>(width));
    for (std::int64_t i = 0; i < width; ++i) one[static_cast<std::size_t>(i)] = at(other.targets, row * width + i);
    if (std::ranges::none_of(one, [](double x) { return std::isnan(x); }))
      labelled.push_back(row);
    else
      std::ranges::fill(one, 0.0);
  }
  other.targets = Shared(std::move(targets));
  return labelled;
}

void expect_classes(const RawDataset& other, const Form& own) {
  if (own.classes == 0) return;
  for (std::size_t i = 0; i < size(other.targets); ++i) {
    const double target = at(other.targets, static_cast<std::int64_t>(i));
    if (target < 0 || target >= static_cast<double>(own.classes) || target != std::floor(target))
      refuse(name_of(other), 0, 0, "a target is no class number from 0 to " + std::to_string(own.classes - 1));
  }
}

}  // namespace

std::vector<std::int64_t> conform(RawDataset& other, const Form& own) {
  take_columns(other, own);
  if (other.input != own.input)
    refuse(name_of(other), 0, 0,
           "a row of it is " + to_string(other.input) + "; the run takes " + to_string(own.input));
  if (own.tokens) {
    const auto numbers = tokens_of(other, own);
    other.inputs = renumbered(other.inputs, numbers);
    other.targets = renumbered(other.targets, numbers);
    other.vocabulary = own.vocabulary;
  }
  rename_classes(other, own);
  if (size(other.targets) > 0 && other.target.size() != own.target.size())
    refuse(name_of(other), 0, 0,
           "a target of it is " + to_string(other.target) + "; the run has " + to_string(own.target));
  auto labelled = take_targets(other, own.target.size());
  expect_classes(other, own);
  other.target = own.target;
  other.classes = own.classes;
  return labelled;
}

}  // namespace assay::data
