#pragma once
/// NumPy's .npz: a zip file of .npy files, one a column. The only file that uses minizip.

#include <string>

#include "base/json.hpp"

namespace assay::report {

/// The file's bytes. `rows` as Table::json() gives them. Each key becomes an array: float64, null being NaN, or where
/// some row has a text, text ('<U...'), as numpy.load reads it without pickling. Throws Error where memory is short.
std::string npz(const Json& rows);

}  // namespace assay::report
