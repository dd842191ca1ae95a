#pragma once
/// What models made, for the page: of each arm the run whose score is next to the median, not its best.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "page/grouping.hpp"

namespace assay::page {

/// Arms of which samples are shown; further ones are left out, and the page says so.
inline constexpr std::size_t kSampledArms = 24;

/// An array among a run's samples; null where there is none of that name and rank.
const Array* sample(const store::Record& run, std::string_view name, int rank);

/// [{"arm", "seed", ...}]: what `make` makes of each arm's typical run, unless that is null.
Json of_typical(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric,
                const std::function<Json(const store::Record&)>& make);

/// [{"arm", "runs": how many are added up, "counts": [[...]], "classes": their names where they have some}]: confusion
/// matrices, rows are the true classes.
Json confusions(std::span<const store::Record> runs, const Grouping& grouping);

/// {"modes": [[x, y]], "deviation", "arms": [{"arm", "seed", "points": [[x, y]], "of": how many there were}]}: what
/// generators of the plane made. Null where there is none.
Json points(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric);

/// [{"arm", "seed", "height", "width", "channels", "count", "pixels": base64 of bytes}]: generated images.
Json images(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric);

/// {"start", "truth": [...], "arms": [{"arm", "seed", "forecast": [...]}], "outputs": k}: the first output. Null where
/// there is none.
Json forecasts(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric);

/// [{"arm", "seed", "text"}].
Json texts(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric);

}  // namespace assay::page
