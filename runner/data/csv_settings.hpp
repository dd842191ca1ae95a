#pragma once
/// What an experiment says about a table in a text file.

#include "data/request.hpp"
#include "data/table_layout.hpp"

namespace assay::data {

/// The settings of `request`'s source. Throws Failure(experiment) for one that cannot be followed, with its place.
TableLayout layout_of(const Request& request);

/// As an experiment spells it: one character, or auto (nothing comes back), tab, space, comma, semicolon, pipe.
/// Throws Failure(experiment) with `place`.
std::optional<char> delimiter_of(const std::string& text, const Place& place);

}  // namespace assay::data
