#pragma once
/// The digest of a run's results: equal results have equal digests, whenever and wherever they were made and however
/// the file arranges its bytes.
///
/// It is the SHA-256 of one line for each data set and attribute, sorted by bytes:
///
///     PATH TYPE SHAPE SHA256-OF-THE-VALUES
///     /weights/0.weight f32 [16,64] 9d2c...          an attribute's path is OBJECT@NAME
///
/// TYPE is u8, i64, f32, f64 or text; values are little-endian, row-major; each text is followed by one NUL.

#include <string>
#include <vector>

#include "base/array.hpp"
#include "h5/file.hpp"

namespace assay::store {

class Digest {
 public:
  void add(const std::string& path, const Array& array);
  void add(const std::string& path, const std::string& text);
  void add(const std::string& path, const std::string& name, const h5::Attribute& value);

  std::string hex() const;

 private:
  std::vector<std::string> lines_;
};

}  // namespace assay::store
