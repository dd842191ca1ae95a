#pragma once
/// What the target column of a table holds: classes or quantities.

#include <string>
#include <vector>

#include "data/table.hpp"

namespace assay::data {

struct Labels {
  std::vector<double> values;            ///< class numbers 0 .. classes-1, or quantities
  std::int64_t classes = 0;              ///< 0: quantities
  std::vector<std::string> class_names;  ///< of each class; empty where its number is its name
  std::string note;                      ///< what was taken for classes without being told to
};

/// Names are classes in the order of their code points. Numbers are classes where the experiment says so: whole ones,
/// in their order. Where it says nothing (`automatic`) they are if all of 0, 1, 2, ... below 100 occur, or all of 1, 2,
/// ... up to 100 and each twice on average, or just two whole numbers. `classes` are those that the experiment
/// declares, in their order; none: the names found. Throws Failure(data) where the column is not what the experiment
/// says.
Labels labels_of(const TableColumn& column, std::vector<double> values, TargetKind kind,
                 const std::vector<std::string>& classes, const std::string& file);

}  // namespace assay::data
