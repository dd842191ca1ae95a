#include "data/table_layout.hpp"

#include <algorithm>
#include <charconv>

#include "base/suggest.hpp"
#include "data/request.hpp"

namespace assay::data {
namespace {

/// Finds columns by what an experiment calls them.
class Finder {
 public:
  Finder(const std::vector<std::string>& names, std::size_t width, const std::string& file)
      : names_(names), width_(width), file_(file) {}

  std::size_t find(const std::string& word) const {
    if (const auto number = position(word)) return *number;
    const auto found = std::ranges::find(names_, word);
    if (found == names_.end())
      refuse(
          file_, names_.empty() ? 0 : 1, 1,
          "there is no column '" + word + "'" + (names_.empty() ? "; it has no header" : did_you_mean(word, names_)));
    if (const auto twin = std::find(found + 1, names_.end(), word); twin != names_.end())
      refuse(file_, 1, 1,
             "columns " + std::to_string(found - names_.begin() + 1) + " and " +
                 std::to_string(twin - names_.begin() + 1) + " are both called '" + word +
                 "'; say which by its number");
    return static_cast<std::size_t>(found - names_.begin());
  }

 private:
  /// A number counts columns from 1, unless another column has it as its name.
  std::optional<std::size_t> position(const std::string& word) const {
    std::size_t number = 0;
    const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || stop != word.data() + word.size()) return std::nullopt;
    const auto named = std::ranges::find(names_, word);
    const auto index = static_cast<std::size_t>(named - names_.begin()) + 1;
    if (named != names_.end() && index != number && number >= 1 && number <= width_)
      refuse(file_, 1, 1,
             "'" + word + "' is the name of column " + std::to_string(index) + " and the number of column '" +
                 names_[number - 1] + "'; rename one in the file");
    if (named != names_.end()) return index - 1;
    if (number < 1 || number > width_)
      refuse(file_, 0, 0, "there is no column " + word + "; it has " + std::to_string(width_));
    return number - 1;
  }

  const std::vector<std::string>& names_;
  std::size_t width_;
  const std::string& file_;
};

/// For a model that is trained: targets are found by name or, where there are none, by place.
std::vector<ColumnRole> roles_wanted(const TableLayout& layout, const std::vector<std::string>& names,
                                     const Finder& finder, std::size_t width) {
  const auto has = [](const auto& list, const std::string& name) {
    return std::ranges::find(list, name) != list.end();
  };
  const ColumnsWanted& wanted = *layout.like;
  const bool named = !names.empty() && !wanted.targets.empty();
  std::vector<ColumnRole> roles(width);
  if (!named && width != wanted.inputs)
    for (const auto& target : layout.targets) roles[target == "last" ? width - 1 : finder.find(target)].target = true;
  for (std::size_t c = 0; c < width; ++c) {
    const std::string name = names.empty() ? std::to_string(c + 1) : names[c];
    if (named) roles[c].target = has(wanted.targets, name);
    if (has(wanted.categories, name)) roles[c].kind = ColumnKind::category;
    const bool by_place = names.empty() || (wanted.numbers.empty() && wanted.categories.empty());
    if (has(wanted.numbers, name) || (by_place && !roles[c].kind && !roles[c].target))
      roles[c].kind = ColumnKind::number;
  }
  return roles;
}

}  // namespace

std::vector<ColumnRole> roles_of(const TableLayout& layout, const std::vector<std::string>& names, std::size_t width,
                                 const std::string& file) {
  const Finder finder(names, width, file);
  if (layout.like) return roles_wanted(layout, names, finder, width);
  std::vector<ColumnRole> roles(width);
  for (const auto& rule : layout.rules) roles[finder.find(rule.column)].kind = rule.kind;
  const auto put_apart = [&](const std::string& column, bool ColumnRole::*is) {
    if (column.empty()) return;
    ColumnRole& role = roles[finder.find(column)];
    role.kind = ColumnKind::ignore;
    role.*is = true;
  };
  put_apart(layout.part_column, &ColumnRole::part);
  put_apart(layout.group_column, &ColumnRole::group);
  for (const auto& target : layout.targets) {
    std::size_t index = width - 1;
    if (target == "last")
      while (index > 0 && roles[index].ignored()) --index;
    else
      index = finder.find(target);
    if (roles[index].ignored()) refuse(file, 0, 0, column_text(names, index) + " is the target and cannot be ignored");
    if (roles[index].target) refuse(file, 0, 0, column_text(names, index) + " is a target twice");
    roles[index].target = true;
    if (!layout.classes.empty()) roles[index].kind = ColumnKind::category;
  }
  return roles;
}

void check_names(const std::vector<std::string>& names, const std::vector<ColumnRole>& roles, const std::string& file) {
  for (std::size_t c = 0; c < names.size(); ++c) {
    const std::string number = std::to_string(c + 1);
    if (roles[c].ignored()) continue;
    if (names[c].empty() && !roles[c].kind && !roles[c].target)
      refuse(file, 1, 1,
             "column " + number + " has no name, as the row numbers that pandas writes; say columns: {" + number +
                 ": ignore} to leave it out, or columns: {" + number + ": number} to take it");
    for (std::size_t other = 0; other < c && !names[c].empty(); ++other)
      if (names[other] == names[c] && !roles[other].ignored())
        refuse(file, 1, 1,
               "columns " + std::to_string(other + 1) + " and " + number + " are both called '" + names[c] +
                   "'; rename one, or leave one out: columns: {" + number + ": ignore}");
  }
}

std::string column_text(const std::vector<std::string>& names, std::size_t column) {
  const bool named = column < names.size() && !names[column].empty();
  return "column " + (named ? "'" + names[column] + "'" : std::to_string(column + 1));
}

std::string column_key(const std::vector<std::string>& names, std::size_t column) {
  const bool named = column < names.size() && !names[column].empty();
  return named ? names[column] : std::to_string(column + 1);
}

}  // namespace assay::data
