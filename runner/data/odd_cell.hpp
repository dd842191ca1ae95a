#pragma once
/// What to tell about a cell that is not what its column holds, and what the experiment may say to cure it.

#include <string>
#include <string_view>

#include "data/number_text.hpp"

namespace assay::data {

struct OddCell {
  std::string_view text;
  std::string column;  ///< "column 'age'"
  std::string key;     ///< as it is called in `columns:`
  bool target = false;
};

/// Of a cell that is not a number where one is expected.
std::string not_a_number(const OddCell& cell, const NumberStyle& style);

/// Of a cell that says that its value is missing.
std::string missing_value(const OddCell& cell);

/// The same of a column that steps make into numbers, none of which fills it in.
std::string missing_in_prepared(const std::string& column);

}  // namespace assay::data
