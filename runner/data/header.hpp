#pragma once
/// Whether the first record of a table names its columns. Found out by comparison with all that follows, and asked
/// where that does not decide: a sample must not be lost, nor a name be taken for one.

#include <cstdint>
#include <string>
#include <vector>

#include "data/table_layout.hpp"

namespace assay::data {

/// What a walk through all records below the first found in one column.
struct ScannedColumn {
  ColumnRole role;
  std::int64_t numbers = 0;                             ///< cells that are numbers
  std::int64_t words = 0;                               ///< cells that are neither numbers nor missing
  std::int64_t missing = 0;                             ///< cells that the experiment says are missing
  bool first_again = false;                             ///< a word is the same as the first record's cell
  std::size_t a_word = 0, a_number = 0, a_missing = 0;  ///< where the first of each begins in the text
  std::string word;                                     ///< the first word
};

enum class FirstRow { header, data, unclear };

/// What the first record is as far as it tells by itself. `second` is the next one; may be empty. Throws Failure(data)
/// for 0, 1, 2, ... above fractions, which may be names or numbers.
FirstRow judge_first(const std::vector<DelimitedCell>& first, const std::vector<DelimitedCell>& second,
                     const TableLayout& layout, const Place& place);

/// Decides an unclear one by the columns below it. Throws Failure(data) with the question at `place` where they do not
/// decide.
bool is_header(const std::vector<DelimitedCell>& first, const std::vector<ScannedColumn>& below,
               const TableLayout& layout, const Place& place);

}  // namespace assay::data
