#pragma once
/// What a stored run was made with, as far as it decides its numbers: the program, the plugins it used and its data. A
/// run whose origin is not today's is stale.

#include <string>
#include <vector>

#include "store/record.hpp"

namespace assay::store {

/// SHA-256 of program version and commit, plugins' and data files' hashes; where the files lie does not matter.
std::string origin_of(const Environment& environment);

/// What differs, as texts for people: "activation 'swish' was changed". Empty where the origins are the same.
std::vector<std::string> differences(const Environment& then, const Environment& now);

}  // namespace assay::store
