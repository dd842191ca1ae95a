#pragma once
/// What an experiment says about a table in a text file.

#include "data/request.hpp"
#include "data/table_layout.hpp"

namespace assay::data {

/// The settings of `request`'s source. Throws Failure(experiment) for one that cannot be followed, with its place.
TableLayout layout_of(const Request& request);

/// The files of `parts:`, each with its part: train first, then validation and test as far as there are. Empty: one
/// file. Throws Failure(experiment) for another part, and where there is neither a file nor a training part.
std::vector<std::pair<std::string, std::string>> parts_of(const Request& request);

/// Where the experiment says a parameter; the source's place where it does not.
Place place_of(const Request& request, std::string_view parameter);

/// As an experiment spells it: one character, or auto (nothing comes back), tab, space, comma, semicolon, pipe.
/// Throws Failure(experiment) with `place`.
std::optional<char> delimiter_of(const std::string& text, const Place& place);

}  // namespace assay::data
