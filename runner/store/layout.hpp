#pragma once
/// The layout of a run file: which part of a Record lies where. results/README.md describes it for readers in other
/// languages; the two change together.

#include <cstddef>
#include <string>
#include <vector>

#include "h5/file.hpp"
#include "store/record.hpp"

namespace assay::store {

struct Encoded {
  std::vector<std::byte> bytes;  ///< an HDF5 file with an empty user block
  std::string result;            ///< its digest
};

Encoded encode(const Record& record);

/// The same into an open file, or into a group of it (h5::Writer::within). Returns the digest.
std::string encode(h5::Writer& file, const Record& record);

/// Throws Error, naming file and object, where something is missing or of another type.
Record decode(const h5::Reader& reader);

Environment decode_environment(const h5::Reader& reader);

/// Only what read_summary promises.
Record decode_summary(const h5::Reader& reader);

}  // namespace assay::store
