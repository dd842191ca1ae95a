#include "data/column_facts.hpp"

#include <algorithm>
#include <cmath>

#include "data/number_text.hpp"

namespace assay::data {
namespace {

/// Sorted; missing ones are left out.
std::vector<double> values_of(const RawDataset& raw, std::size_t column) {
  std::vector<double> values;
  const auto width = static_cast<std::int64_t>(raw.columns.size());
  for (std::int64_t row = 0; row < raw.rows; ++row) {
    const double value = at(raw.inputs, row * width + static_cast<std::int64_t>(column));
    if (!std::isnan(value)) values.push_back(value);
  }
  std::ranges::sort(values);
  return values;
}

ColumnFacts facts_of(const RawColumn& column, const std::vector<double>& values, std::int64_t rows) {
  ColumnFacts facts;
  facts.name = column.name;
  facts.category = column.category;
  facts.missing = rows - static_cast<std::int64_t>(values.size());
  facts.least = values.empty() ? std::nan("") : values.front();
  facts.most = values.empty() ? std::nan("") : values.back();
  for (auto from = values.begin(); from != values.end();) {
    const auto to = std::upper_bound(from, values.end(), *from);
    ++facts.distinct;
    if (to - from > std::max<std::int64_t>(facts.commonest_count, 1)) {
      facts.commonest_count = to - from;
      facts.commonest = column.category ? column.names[static_cast<std::size_t>(*from)] : number_text(*from);
    }
    from = to;
  }
  return facts;
}

}  // namespace

std::vector<ColumnFacts> facts_of(const RawDataset& raw) {
  std::vector<ColumnFacts> all;
  for (std::size_t c = 0; c < raw.columns.size(); ++c)
    all.push_back(facts_of(raw.columns[c], values_of(raw, c), raw.rows));
  return all;
}

}  // namespace assay::data
