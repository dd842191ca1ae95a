// Confusion matrices: those of an arm's runs, added up.

#include "page/samples.hpp"

namespace assay::page {
namespace {

/// Empty where the numbers are no counts of samples.
std::vector<std::int64_t> counts_of(const Array& matrix) {
  constexpr double kMost = 1e12;
  for (const double count : matrix.as<double>())
    if (!(count >= 0 && count <= kMost)) return {};
  return matrix.as<std::int64_t>();
}

/// The sum over an arm's finished runs and how many there were; matrices of another size than the first are passed
/// over.
std::pair<std::vector<std::int64_t>, std::size_t> sum_of(const Arm& arm, std::span<const store::Record> runs) {
  std::vector<std::int64_t> sum;
  std::size_t count = 0;
  for (const std::size_t i : arm.runs) {
    const auto* matrix = sample(runs[i], "confusion", 2);
    if (!matrix || matrix->shape[0] != matrix->shape[1] || runs[i].status != store::Status::complete) continue;
    const auto counts = counts_of(*matrix);
    if (counts.empty()) continue;
    if (sum.empty()) sum.resize(counts.size());
    if (sum.size() != counts.size()) continue;
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += counts[k];
    ++count;
  }
  return {std::move(sum), count};
}

}  // namespace

Json confusions(std::span<const store::Record> runs, const Grouping& grouping) {
  Json list = Json::array();
  for (std::size_t arm = 0; arm < grouping.arms.size() && list.size() < kSampledArms; ++arm) {
    const auto [sum, count] = sum_of(grouping.arms[arm], runs);
    if (sum.empty()) continue;
    std::size_t classes = 1;
    while (classes * classes < sum.size()) ++classes;
    Json rows = Json::array();
    for (std::size_t row = 0; row < classes; ++row) {
      const auto begin = sum.begin() + static_cast<std::ptrdiff_t>(row * classes);
      rows.push_back(std::vector<std::int64_t>(begin, begin + static_cast<std::ptrdiff_t>(classes)));
    }
    list.push_back({{"arm", arm}, {"runs", count}, {"counts", std::move(rows)}});
    const auto& names = runs[grouping.arms[arm].runs.front()].preparation.class_names;
    if (names.size() == classes) list.back()["classes"] = names;
  }
  return list;
}

}  // namespace assay::page
