#include "data/foreign.hpp"

#include "base/foreign_file.hpp"

namespace assay::data {

void refuse_foreign(const Contents& contents, std::string_view expected) {
  const auto format = foreign_format(contents.bytes, contents.name);
  if (!format || format->name == expected) return;
  refuse(contents.name, 0, 0, format->what + (format->cure.empty() ? "" : "; " + format->cure));
}

}  // namespace assay::data
