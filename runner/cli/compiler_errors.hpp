#pragma once
/// What a compiler says of a plugin's source file, in one sentence that tells place and cure.

#include <string>

namespace assay::cli {

/// "leaky.cpp:4:12: std::exp does not know ...: write assay::exp", of all that the compiler printed about `source` (as
/// it was named to the compiler). Empty where nothing is known of an error.
std::string first_cause(const std::string& said, const std::string& source);

}  // namespace assay::cli
