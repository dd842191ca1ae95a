#pragma once
/// How a table in a text file is to be understood: what an experiment says about it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/delimited.hpp"
#include "data/number_text.hpp"

namespace assay::data {

enum class ColumnKind {
  number,    ///< every cell is one
  category,  ///< cells are names, whatever they look like
  ignore,
};

enum class TargetKind {
  automatic,
  classes,  ///< even numbers among names are names
  quantities,
};

/// What the experiment says of one column.
struct ColumnRule {
  std::string column;  ///< its name, or its number from 1
  ColumnKind kind = ColumnKind::number;
};

/// The columns that a model takes, for a table that it was not trained on. There may be others, and no targets.
struct ColumnsWanted {
  std::vector<std::string> numbers, categories, targets;  ///< by name; empty where there was no header
  std::size_t inputs = 0;                                 ///< how many columns
};

struct TableLayout {
  std::optional<char> delimiter = ',';  ///< empty: the likeliest
  std::string comment;                  ///< what lines begin with that are no records; empty: none
  NumberStyle style;
  std::string encoding = "auto";
  std::optional<bool> header;            ///< empty: found out
  std::vector<std::string> missing{""};  ///< cells that say that a value is missing
  std::vector<std::string> targets;      ///< names or numbers; "last"; none: no column is a target
  std::vector<ColumnRule> rules;
  TargetKind target_kind = TargetKind::automatic;
  std::vector<std::string> classes;                            ///< of the target, in their order; empty: found out
  std::vector<std::pair<std::string, std::string>> spellings;  ///< other ways of writing a class, and the class
  std::string part_column, group_column;  ///< kept as names, neither inputs nor targets; empty: none
  std::optional<ColumnsWanted> like;      ///< instead of `targets` and `rules`
  bool raw = false;                       ///< steps follow that may fill in what inputs miss
};

/// What a column is for.
struct ColumnRole {
  bool target = false;
  std::optional<ColumnKind> kind;    ///< empty: number if every cell is one, category if none is
  bool part = false, group = false;  ///< a column that the split names; its kind is `ignore`
  bool ignored() const { return kind == ColumnKind::ignore; }
};

/// One role a column. `names` is empty for a table without header, which has `width` columns. Throws Failure(data) for
/// a column that is not there, with did-you-mean, and for a name that several columns have.
std::vector<ColumnRole> roles_of(const TableLayout& layout, const std::vector<std::string>& names, std::size_t width,
                                 const std::string& file);

/// Throws Failure(data) for a column of which the experiment says nothing and that has no name, and for two columns of
/// one name.
void check_names(const std::vector<std::string>& names, const std::vector<ColumnRole>& roles, const std::string& file);

/// "column 'age'", or "column 3" where it has no name.
std::string column_text(const std::vector<std::string>& names, std::size_t column);

/// As a key of `columns:`, 'age' or 3.
std::string column_key(const std::vector<std::string>& names, std::size_t column);

}  // namespace assay::data
