#pragma once
/// The bytes of a text file as UTF-8, whatever they were.

#include <string>
#include <string_view>

namespace assay {

struct DecodedText {
  std::string bytes;      ///< UTF-8 from `begin` on
  std::size_t begin = 0;  ///< behind a byte order mark
  std::string note;       ///< what the reader should know: that an encoding was guessed; mostly empty

  std::string_view text() const { return std::string_view(bytes).substr(begin); }
};

/// `encoding` is utf-8, latin-1, utf-16, or auto: UTF-16 where there is its byte order mark or every other byte is
/// zero, else UTF-8, or Latin-1 (with a note) where that is not well-formed. A byte order mark is removed in any case.
/// Throws Failure(data) with line:column of what is not of the encoding, and for text with zero bytes in it.
DecodedText decode(std::string bytes, const std::string& name, std::string_view encoding);

}  // namespace assay
