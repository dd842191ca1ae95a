#pragma once
/// Writes what belongs to a run's results, and digests it on the way. What depends on clock or machine goes to the
/// h5::Writer directly.

#include <string>
#include <vector>

#include "h5/file.hpp"
#include "store/digest.hpp"

namespace assay::store {

class ResultWriter {
 public:
  explicit ResultWriter(h5::Writer& writer) : writer_(writer) {}

  void group(const std::string& path) { writer_.group(path); }
  void write(const std::string& path, const Array& array);
  void write(const std::string& path, const std::string& text);
  void attribute(const std::string& path, const std::string& name, const h5::Attribute& value);
  /// The digest takes `counted` for the value.
  void attribute(const std::string& path, const std::string& name, const h5::Attribute& value,
                 const h5::Attribute& counted);
  void scale(const std::string& path, const std::string& scale) { writer_.scale(path, scale); }

  /// A group of arrays with the attribute `order`; nothing where there are none.
  void arrays(const std::string& group, const std::vector<NamedArray>& arrays);

  std::string digest() const { return digest_.hex(); }

 private:
  h5::Writer& writer_;
  Digest digest_;
};

}  // namespace assay::store
