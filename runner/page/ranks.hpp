#pragma once
/// Levels ranked over several tasks, for the page's critical-difference diagram.

#include <string>

#include "base/json.hpp"
#include "compare/ranking.hpp"

namespace assay::page {

/// "Over 8 tasks cnn has the best mean rank, 1.25. Friedman's test after Iman and Davenport: p = 0.0012. ..."
std::string sentence(const compare::Ranking& ranking);

/// {"by", "tasks_by", "metric", "sentence", "levels": [{"name", "rank"}] from best to worst, "tasks", "scores":
/// [task][level], "alike": [[first, last]] places in the order, "critical", "pairs": [{"a", "b", "p", "holm"}],
/// "warnings"}.
Json to_json(const compare::Ranking& ranking);

}  // namespace assay::page
