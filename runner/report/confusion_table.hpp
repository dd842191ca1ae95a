#pragma once
/// Which class was taken for which.

#include <string>
#include <vector>

#include "base/array.hpp"
#include "report/table.hpp"

namespace assay::report {

/// `counts` [K,K]: a row a true class, a column a predicted one. `names` of the classes; empty: their numbers.
Table confusion_table(const Array& counts, const std::vector<std::string>& names);

}  // namespace assay::report
