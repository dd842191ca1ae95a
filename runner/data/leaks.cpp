#include "data/leaks.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace assay::data {
namespace {

constexpr std::size_t kMostPairs = 5;

std::size_t index(std::int64_t number) { return static_cast<std::size_t>(number); }

}  // namespace

Overlap& Overlap::operator+=(const Overlap& other) {
  rows += other.rows;
  of += other.of;
  for (const auto& pair : other.pairs)
    if (pairs.size() < kMostPairs) pairs.push_back(pair);
  return *this;
}

Overlap overlap_of(const std::vector<std::int32_t>& of_row, const std::vector<std::int64_t>& known,
                   const std::vector<std::int64_t>& part) {
  Overlap overlap{.of = static_cast<std::int64_t>(part.size())};
  if (known.empty() || part.empty()) return overlap;
  std::vector<std::int64_t> first(index(*std::ranges::max_element(of_row)) + 1, -1);
  for (const auto row : known) {
    auto& one = first[index(of_row[index(row)])];
    one = one < 0 ? row : std::min(one, row);
  }
  for (const auto row : part) {
    const auto other = first[index(of_row[index(row)])];
    if (other < 0) continue;
    ++overlap.rows;
    overlap.pairs.emplace_back(other, row);
  }
  std::ranges::sort(overlap.pairs, {}, &std::pair<std::int64_t, std::int64_t>::second);
  overlap.pairs.resize(std::min(overlap.pairs.size(), kMostPairs));
  return overlap;
}

std::string count_text(const Overlap& overlap, const char* part) {
  char share[32];
  std::snprintf(share, sizeof share, "%.2g", 100 * overlap.share());
  return std::to_string(overlap.rows) + " of " + std::to_string(overlap.of) + ' ' + part + " rows (" +
         (overlap.rows == overlap.of ? "100" : share) + " %)";
}

std::string pairs_text(const Overlap& overlap, const RawDataset& data) {
  std::string text;
  for (const auto& [known, row] : overlap.pairs)
    text += (text.empty() ? "" : ", ") + place_of_row(data, known) + " = " + place_of_row(data, row);
  return text.empty() ? "" : " (first: " + text + ')';
}

std::optional<double> best_accuracy(const RawDataset& data, const std::vector<std::int32_t>& equal) {
  if (data.classes == 0 || data.target.rank() != 0 || data.rows == 0) return std::nullopt;
  std::map<std::pair<std::int32_t, std::int64_t>, std::int64_t> count;
  for (std::int64_t row = 0; row < data.rows; ++row)
    ++count[{equal[index(row)], static_cast<std::int64_t>(at(data.targets, row))}];
  std::int64_t right = 0, most = 0;
  for (auto one = count.begin(); one != count.end();) {
    most = std::max(most, one->second);
    const auto inputs = one->first.first;
    if (++one != count.end() && one->first.first == inputs) continue;
    right += most;
    most = 0;
  }
  if (right == data.rows) return std::nullopt;
  return static_cast<double>(right) / static_cast<double>(data.rows);
}

std::optional<Windows> windows_of(const spec::Component& source) {
  Windows windows{.length = 0, .stride = 1};
  for (const auto& argument : source.arguments) {
    const auto* number = std::get_if<std::int64_t>(&argument.value);
    if (number && argument.name == "window") windows.length = *number;
    if (number && argument.name == "stride") windows.stride = *number;
  }
  return windows.length > 0 ? std::optional(windows) : std::nullopt;
}

}  // namespace assay::data
