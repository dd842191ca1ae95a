#pragma once
/// Text that every reader of a file can decode.

#include <string>
#include <string_view>

namespace assay::h5 {

/// `text` with every byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
/// U+10FFFF), and every NUL, replaced by U+FFFD.
std::string well_formed(std::string_view text);

}  // namespace assay::h5
