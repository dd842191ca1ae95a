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
/// Failure(data) with file:line:column for a ragged line or something that is no finite number. Rows for a model that
/// was trained on data `like` this may have no targets.
RawDataset parse_csv(const Contents& contents, const CsvLayout& layout, const Form* like = nullptr);

RawDataset load_csv(const Request& request);
/// A shipped set whose last column is the class.
RawDataset load_classes(const Request& request);
RawDataset load_sunspots(const Request& request);

}  // namespace assay::data
