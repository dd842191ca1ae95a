#pragma once
/// What a data source is asked for, and what all sources need: files found, read whole, and hashed.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <assay/random.hpp>

#include "base/failure.hpp"
#include "data/dataset.hpp"
#include "spec/component.hpp"

namespace assay::data {

struct Request {
  const spec::Component& source;
  const std::filesystem::path& folder;  ///< where file names start from
  Random random;
  const Reading& reading;
  bool steps_follow = false;              ///< a table's columns are to be as they are found
  std::string part_column, group_column;  ///< of a table, which the split names; no inputs. Empty: none
};

/// A file's bytes, unpacked if it is gzip.
struct Contents {
  std::string name;  ///< as the experiment gives it; for messages
  std::string bytes;
  SourceFile file;
};

/// Reads the file that a text parameter names. Throws Failure(data): missing (with did-you-mean), damaged gzip, too
/// large.
Contents read_file(const Request& request, const std::string& parameter);

/// The same of a file that is named in some other way, at `place`.
Contents read_file(const Request& request, const std::string& name, const Place& place);

/// Throws Failure(data) with "name:line:column: text", or "name: text" for line 0.
[[noreturn]] void refuse(const std::string& name, int line, int column, const std::string& text);

/// Notes which of the `classes` never occur, for labels that begin at 1 cost an output. `name` is what the note is of.
void note_absent_classes(RawDataset& data, const std::string& name);

}  // namespace assay::data
