#include "data/labels.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "data/request.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kMostGuessed = 100, kMostClasses = 1000, kMostShown = 6;

std::string target_text(const TableColumn& column) {
  return "target, " + (column.name.empty() ? "column " + std::to_string(column.index + 1) : "'" + column.name + "'") +
         ',';
}

/// "2 classes, no and yes".
std::string shown(const std::vector<std::string>& names) {
  std::string text = std::to_string(names.size()) + " classes, ";
  for (std::size_t i = 0; i < std::min(names.size(), kMostShown); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text + (names.size() > kMostShown ? ", ..." : "");
}

/// The different values in their order; empty where one is not whole or there are more than `most`.
std::vector<double> whole_values(const std::vector<double>& values, std::size_t most) {
  std::set<double> different;
  double last = std::nan("");
  for (const double value : values) {
    if (value == last) continue;
    last = value;
    if (value != std::floor(value) || std::fabs(value) > 1e15) return {};
    different.insert(value);
    if (different.size() > most) return {};
  }
  return {different.begin(), different.end()};
}

/// Whether whole numbers are labels though nobody says so.
bool look_like_classes(const std::vector<double>& different, std::size_t rows) {
  const std::size_t count = different.size();
  if (count < 2) return false;
  const double first = different.front(), last = different.back();
  if (first == 0 && last == static_cast<double>(count - 1)) return true;
  if (rows < 2 * count) return false;
  return count == 2 || (first == 1 && last == static_cast<double>(count));
}

void number_classes(Labels& labels, const std::vector<double>& different) {
  labels.classes = static_cast<std::int64_t>(different.size());
  if (different.front() == 0 && different.back() == static_cast<double>(different.size() - 1)) return;
  for (double& value : labels.values)
    value = static_cast<double>(std::ranges::lower_bound(different, value) - different.begin());
  for (const double value : different) labels.class_names.push_back(number_text(value));
}

[[noreturn]] void refuse_numbers(const TableColumn& column, const std::vector<double>& values,
                                 const std::string& file) {
  const auto [low, high] = std::ranges::minmax_element(values);
  const std::size_t different = std::set<double>(values.begin(), values.end()).size();
  refuse(file, 0, 0,
         "the " + target_text(column) + " holds " + std::to_string(different) + " different numbers from " +
             number_text(*low) + " to " + number_text(*high) + "; classes are 2 to " + std::to_string(kMostClasses) +
             " whole numbers or names; if these are quantities, say targets: quantities");
}

/// Numbers in the declared order.
Labels of_declared(const TableColumn& column, Labels labels, const std::vector<std::string>& classes,
                   const std::string& file) {
  std::vector<double> numbers;
  for (const auto& name : column.categories)
    numbers.push_back(static_cast<double>(std::ranges::find(classes, name) - classes.begin()));
  for (double& value : labels.values) value = numbers[static_cast<std::size_t>(value)];
  labels.classes = static_cast<std::int64_t>(classes.size());
  labels.class_names = classes;
  for (const auto& name : classes)
    if (std::ranges::find(column.categories, name) == column.categories.end())
      labels.note += (labels.note.empty() ? file + ": " : ", ") + ("no row is of class '" + name + "'");
  return labels;
}

Labels of_names(const TableColumn& column, Labels labels, TargetKind kind, const std::string& file) {
  const std::size_t count = column.categories.size();
  if (count < 2)
    refuse(file, 0, 0,
           "the " + target_text(column) + " is '" + column.categories.front() + "' in every row; expected two classes");
  if (kind == TargetKind::automatic && count > kMostGuessed / 5 && 2 * count > labels.values.size())
    refuse(file, 0, 0,
           "the " + target_text(column) + " holds " + std::to_string(count) + " different names in " +
               std::to_string(labels.values.size()) + " rows; if they are classes, say targets: classes");
  labels.classes = static_cast<std::int64_t>(count);
  labels.class_names = column.categories;
  return labels;
}

}  // namespace

Labels labels_of(const TableColumn& column, std::vector<double> values, TargetKind kind,
                 const std::vector<std::string>& classes, const std::string& file) {
  Labels labels;
  labels.values = std::move(values);
  if (!classes.empty()) return of_declared(column, std::move(labels), classes, file);
  if (column.names) {
    labels = of_names(column, std::move(labels), kind, file);
    if (kind == TargetKind::automatic)
      labels.note = file + ": " + target_text(column) + " is " + shown(labels.class_names);
    return labels;
  }
  if (kind == TargetKind::quantities) return labels;
  const bool asked = kind == TargetKind::classes;
  const auto different = whole_values(labels.values, asked ? kMostClasses : kMostGuessed);
  if (asked && different.size() < 2) refuse_numbers(column, labels.values, file);
  if (!asked && !look_like_classes(different, labels.values.size())) return labels;
  number_classes(labels, different);
  if (asked) return labels;
  std::vector<std::string> names;
  for (const double value : different) names.push_back(number_text(value));
  labels.note = file + ": " + target_text(column) + " is taken for " + shown(names) +
                "; if they are quantities, say targets: quantities";
  return labels;
}

}  // namespace assay::data
