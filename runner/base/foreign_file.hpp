#pragma once
/// What a file is by its first bytes, where it is of a known format: so that whoever expected another one is told.

#include <optional>
#include <string>
#include <string_view>

namespace assay {

struct ForeignFormat {
  std::string name;  ///< "HTML page"
  std::string what;  ///< "it is a web page (HTML), not data"
  std::string cure;  ///< what to do about it; may be empty
};

/// `bytes` is the whole file (unpacked if it was gzip), `file` its name, for the cure.
std::optional<ForeignFormat> foreign_format(std::string_view bytes, const std::string& file);

}  // namespace assay
