#pragma once
/// Tables for a model that was trained on another one: names have the inputs that they had there, targets may be
/// missing. The order of columns and the numbers of classes are conform()'s.

#include "data/request.hpp"
#include "data/table.hpp"

namespace assay::data {

/// What the columns of a table must be called to be inputs or targets as they were.
ColumnsWanted wanted_by(const Form& like);

/// The table as data, its columns in their own order; `raw`: as they are, for the steps of `prepare:`. Else a column of
/// names that the model does not take is left out, which is noted, and a name that it never saw is refused
/// (Failure(data)). A missing target is NaN.
RawDataset conforming(Table table, const Form& like, const Contents& contents, bool raw);

}  // namespace assay::data
