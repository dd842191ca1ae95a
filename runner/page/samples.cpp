#include "page/samples.hpp"

#include <algorithm>

namespace assay::page {
namespace {

constexpr std::size_t kMostCharacters = 2000;

/// At most so many bytes, and no half character at the end.
std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

const Array* sample(const store::Record& run, std::string_view name, int rank) {
  for (const auto& [own, array] : run.samples)
    if (own == name && array.shape.rank() == rank && array.size() > 0) return &array;
  return nullptr;
}

Json of_typical(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric,
                const std::function<Json(const store::Record&)>& make) {
  Json list = Json::array();
  for (std::size_t arm = 0; arm < grouping.arms.size() && list.size() < kSampledArms; ++arm) {
    const auto* run = typical(grouping.arms[arm], runs, metric);
    Json made = run ? make(*run) : Json();
    if (made.is_null()) continue;
    Json item{{"arm", arm}, {"seed", run->seed}};
    item.update(made);
    list.push_back(std::move(item));
  }
  return list;
}

Json texts(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric) {
  return of_typical(runs, grouping, metric, [](const store::Record& run) {
    return run.sample_text.empty() ? Json() : Json{{"text", shortened(run.sample_text, kMostCharacters)}};
  });
}

}  // namespace assay::page
