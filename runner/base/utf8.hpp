#pragma once
/// Text as UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).

#include <string>
#include <string_view>

namespace assay {

/// Bytes of the character that `text` begins with; 0 where it is empty or not well-formed.
std::size_t character_size(std::string_view text);

/// `text` with every byte that is not part of well-formed UTF-8, and every NUL, replaced by U+FFFD: text that every
/// reader of a file can decode.
std::string well_formed(std::string_view text);

/// The characters of `text` up to the first that is not well-formed; `stop` becomes where that begins, else the size.
std::u32string decode_utf8(std::string_view text, std::size_t& stop);

std::string encode_utf8(std::u32string_view characters);

}  // namespace assay
