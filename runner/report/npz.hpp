#pragma once
/// NumPy's .npz: a zip file of .npy files, one a column. The only file that uses minizip.

#include <filesystem>

#include "base/json.hpp"

namespace assay::report {

/// `rows` as Table::json() gives them. Each key becomes an array: float64, null being NaN, or where some row has a
/// text, text ('<U...'), as numpy.load reads it without pickling. Written under a temporary name and renamed. Throws
/// Failure(results) "cannot write FILE: ...".
void write_npz(const std::filesystem::path& file, const Json& rows);

}  // namespace assay::report
