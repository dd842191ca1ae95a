#pragma once
/// What is behind a seal, read in a process of its own. A seal proves that a file is whole, not who made it: anybody
/// can compute one, and libhdf5 crashes on, or gets lost in, files that were made to do so. Only that process ends
/// then, and the file is one that cannot be read. (docs/decisions/0039)

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/packing.hpp"
#include "store/record_fields.hpp"

namespace assay::store {

enum class Wanted : std::uint8_t {
  run,             ///< a Record
  summary,         ///< a Record with what decode_summary() gives
  origin,          ///< an Environment
  pack,            ///< std::vector<std::string>: the names of its runs
  packed_run,      ///< of the run `name` in a pack
  packed_summary,  ///< the same
  packed_result,   ///< std::string: its digest
  index,           ///< IndexContents
  index_column,    ///< IndexColumn `name`
};

/// Of a folder's index; not `there`: it has none, or a broken one, or one of another version.
struct IndexContents {
  bool there = false;
  std::vector<StampedFile> files;
  std::vector<std::string> names;
};

template <class Archive>
void each_field(Archive& archive, IndexContents& value) {
  archive(value.there, value.files, value.names);
}

/// The packed answer. Throws Failure(results), naming the file.
std::string read_sealed(Wanted wanted, const std::filesystem::path& file, const std::string& name);

template <class T>
T read_sealed_as(Wanted wanted, const std::filesystem::path& file, const std::string& name = {}) {
  return unpacked<T>(read_sealed(wanted, file, name));
}

}  // namespace assay::store
