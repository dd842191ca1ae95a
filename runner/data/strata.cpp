#include "data/strata.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/failure.hpp"

namespace assay::data {
namespace {

constexpr std::int64_t kBins = 10;

std::vector<std::int32_t> classes_of(const RawDataset& data) {
  std::vector<std::int32_t> of_row;
  std::map<std::int64_t, std::int32_t> known;
  for (std::int64_t row = 0; row < data.rows; ++row)
    of_row.push_back(
        known.emplace(static_cast<std::int64_t>(at(data.targets, row)), static_cast<std::int32_t>(known.size()))
            .first->second);
  return of_row;
}

/// Equal quantities are in the same one.
std::vector<std::int32_t> tenths_of(const RawDataset& data) {
  std::vector<std::int64_t> sorted(static_cast<std::size_t>(data.rows));
  std::iota(sorted.begin(), sorted.end(), std::int64_t{0});
  std::ranges::stable_sort(sorted, {}, [&](std::int64_t row) { return at(data.targets, row); });
  std::vector<std::int32_t> of_row(sorted.size());
  std::int64_t first = 0;
  for (std::int64_t i = 0; i < data.rows; ++i) {
    const auto row = sorted[static_cast<std::size_t>(i)];
    if (at(data.targets, row) != at(data.targets, sorted[static_cast<std::size_t>(first)])) first = i;
    of_row[static_cast<std::size_t>(row)] = static_cast<std::int32_t>(first * kBins / data.rows);
  }
  return of_row;
}

std::string class_text(const RawDataset& data, std::int64_t row) {
  const auto number = static_cast<std::size_t>(at(data.targets, row));
  return number < data.class_names.size() ? data.class_names[number] : std::to_string(number);
}

/// Notes the class with the fewest rows where these are fewer than `parts`.
std::string note_of_rare(const spec::Split& split, const RawDataset& data, const std::vector<std::int32_t>& of_row,
                         std::int64_t parts) {
  std::vector<std::int64_t> count, a_row;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    const auto stratum = static_cast<std::size_t>(of_row[static_cast<std::size_t>(row)]);
    if (stratum >= count.size()) count.resize(stratum + 1), a_row.resize(stratum + 1);
    ++count[stratum];
    a_row[stratum] = row;
  }
  const auto rarest = std::ranges::min_element(count);
  if (count.empty() || *rarest >= parts) return "";
  const bool asked = split.strata == spec::Split::Strata::asked;
  return to_string(split.place) + ": class '" +
         class_text(data, a_row[static_cast<std::size_t>(rarest - count.begin())]) + "' has " +
         std::to_string(*rarest) + (*rarest == 1 ? " row for " : " rows for ") + std::to_string(parts) +
         (split.folds != 0 ? " folds" : " parts") +
         (asked ? ": some have none of it"
                : ", so that they are not stratified; say stratify: true, or false, or take fewer");
}

std::int64_t parts_of(const spec::Split& split) {
  if (split.folds > 0) return split.folds;
  return (split.train > 0 ? 1 : 0) + (split.validation > 0 ? 1 : 0) + (split.test > 0 ? 1 : 0);
}

}  // namespace

Strata strata_of(const spec::Split& split, const RawDataset& data) {
  using enum spec::Split::Strata;
  const bool classes = data.classes > 0 && data.target.rank() == 0;
  const bool quantity = data.classes == 0 && size(data.targets) > 0 && data.target.size() == 1;
  if (split.strata == none || (split.strata == possible && !classes)) return {};
  if (!classes && !quantity)
    throw Failure(ExitCode::data,
                  to_string(split.strata_place) + ": 'stratify' needs one class or quantity a row; " +
                      (size(data.targets) == 0 ? "the data has no targets"
                                               : "here a target has the shape " + to_string(data.target)));
  Strata strata{classes ? classes_of(data) : tenths_of(data)};
  if (classes) strata.note = note_of_rare(split, data, strata.of_row, parts_of(split));
  if (split.strata == possible && !strata.note.empty()) strata.of_row.clear();
  return strata;
}

}  // namespace assay::data
