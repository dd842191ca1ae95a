#pragma once
/// Numbers in a text file, one sample a line, separated by commas or the like.

#include "data/request.hpp"

namespace assay::data {

/// Which columns mean what.
struct CsvLayout {
  std::string target = "last";  ///< a column's name or number (from 1), "last", or "none"
  char delimiter = ',';
};

/// Reads the lines of `contents`; a first line with words is the header. Every other column is an input. Throws
/// Failure(data) with file:line:column for a ragged line or something that is no finite number.
template <class T>
Dataset<T> parse_csv(const Contents& contents, const CsvLayout& layout);

template <class T>
Dataset<T> load_csv(const Request& request);
/// A shipped set whose last column is the class.
template <class T>
Dataset<T> load_classes(const Request& request);
template <class T>
Dataset<T> load_sunspots(const Request& request);

}  // namespace assay::data
