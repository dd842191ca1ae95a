#pragma once
/// Text of unknown origin as people may see it: a terminal obeys control characters, which could clear it, hide lines,
/// set its title or fill the clipboard.

#include <string>
#include <string_view>

namespace assay {

/// `text` with what a terminal would obey written out: ESC as "\x1b", U+009B as "\u009b", a byte that is no UTF-8 as
/// "\xff", and so the marks that turn the direction of writing. Line feeds, tabs and carriage returns before a line
/// feed stay.
std::string visible(std::string_view text);

/// The same, and line feeds and tabs too become "\n" and "\t".
std::string visible_in_line(std::string_view text);

}  // namespace assay
