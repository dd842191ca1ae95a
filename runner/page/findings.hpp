#pragma once
/// What a comparison found, for the page: sentences first, then the numbers behind them.

#include <string>

#include "base/json.hpp"
#include "compare/verdict.hpp"

namespace assay::page {

/// "cnn is better than fnn: test.accuracy higher by 0.0101 on average (95 % interval 0.0052 to 0.0150, 10 pairs)."
std::string sentence(const compare::Comparison& comparison, const compare::Findings& findings);

/// {"metric", "larger", "by", "baseline", "smallest", "comparisons": [...], "warnings": [...]}.
Json to_json(const compare::Findings& findings);

}  // namespace assay::page
