#include "data/deal.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace assay::data {
namespace {

using Counts = std::vector<std::int64_t>;

std::size_t index(std::int32_t number) { return static_cast<std::size_t>(number); }

Counts sizes_of(const std::vector<std::int32_t>& numbers, std::size_t rows) {
  if (numbers.empty()) return {static_cast<std::int64_t>(rows)};
  Counts sizes(index(*std::ranges::max_element(numbers)) + 1);
  for (const auto number : numbers) ++sizes[index(number)];
  return sizes;
}

/// `table[stratum][part]` rows of each stratum to each part.
Deal dealt(const std::vector<std::int32_t>& strata, std::size_t rows, std::vector<Counts> table) {
  Deal parts(rows);
  std::vector<std::size_t> part(table.size());
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t stratum = strata.empty() ? 0 : index(strata[row]);
    while (table[stratum][part[stratum]] == 0) ++part[stratum];
    --table[stratum][part[stratum]];
    parts[row] = static_cast<std::int32_t>(part[stratum]);
  }
  return parts;
}

/// A table of whole numbers with given sums, every one its exact share rounded up or down. Such a table always exists;
/// it is found by augmenting paths, each giving one more row of a stratum to a part.
class Rounding {
 public:
  Rounding(const Counts& strata, const Counts& sizes)
      : table_(strata.size(), Counts(sizes.size())), state_(strata.size(), Counts(sizes.size())), missing_(sizes) {
    const std::int64_t rows = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    Counts left = strata;
    for (std::size_t s = 0; s < strata.size(); ++s)
      for (std::size_t p = 0; p < sizes.size(); ++p) {
        table_[s][p] = strata[s] * sizes[p] / rows;
        state_[s][p] = strata[s] * sizes[p] % rows == 0 ? kNever : kFree;
        left[s] -= table_[s][p];
        missing_[p] -= table_[s][p];
      }
    for (std::size_t s = 0; s < strata.size(); ++s)
      for (; left[s] > 0; --left[s]) {
        std::vector<bool> visited(sizes.size());
        give(s, visited);
      }
  }

  std::vector<Counts> table() && { return std::move(table_); }

 private:
  bool give(std::size_t stratum, std::vector<bool>& visited) {
    for (std::size_t p = 0; p < visited.size(); ++p) {
      if (state_[stratum][p] != kFree || visited[p]) continue;
      visited[p] = true;
      if (missing_[p] == 0 && !move_one_from(p, visited)) continue;
      --missing_[p];
      ++table_[stratum][p];
      state_[stratum][p] = kTaken;
      return true;
    }
    return false;
  }

  bool move_one_from(std::size_t part, std::vector<bool>& visited) {
    for (std::size_t s = 0; s < table_.size(); ++s) {
      if (state_[s][part] != kTaken || !give(s, visited)) continue;
      state_[s][part] = kFree;
      --table_[s][part];
      ++missing_[part];
      return true;
    }
    return false;
  }

  static constexpr std::int64_t kFree = 0, kTaken = 1, kNever = 2;
  std::vector<Counts> table_, state_;
  Counts missing_;
};

/// How many rows of which stratum a group has.
struct Group {
  std::int64_t rows = 0;
  std::map<std::size_t, std::int64_t> strata{};
};

std::vector<Group> groups_of(const std::vector<std::int32_t>& groups, const std::vector<std::int32_t>& strata) {
  std::vector<Group> all(sizes_of(groups, groups.size()).size());
  for (std::size_t row = 0; row < groups.size(); ++row) {
    Group& group = all[index(groups[row])];
    ++group.rows;
    ++group.strata[strata.empty() ? 0 : index(strata[row])];
  }
  return all;
}

/// Their numbers in the order in which they are dealt.
std::vector<std::size_t> order_of(const std::vector<std::int32_t>& groups, const std::vector<Group>& all,
                                  bool largest_first) {
  std::vector<std::size_t> order;
  std::vector<bool> seen(all.size());
  for (const auto group : groups)
    if (!seen[index(group)]) {
      seen[index(group)] = true;
      order.push_back(index(group));
    }
  if (!largest_first) return order;
  std::ranges::stable_sort(order, {}, [&](std::size_t group) { return all[group].rows; });
  std::ranges::reverse(order);
  return order;
}

/// Parts while groups are put into them.
class Filling {
 public:
  Filling(const Counts& strata, const std::vector<double>& sizes) : strata_(strata), has_(sizes.size()) {
    const double rows = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    for (const double size : sizes) {
      empty_ += size > 0 ? 1 : 0;
      auto& missing = missing_.emplace_back();
      for (const auto stratum : strata) missing.push_back(static_cast<double>(stratum) * size / rows);
      wanted_.push_back(size > 0);
    }
  }

  /// With as many parts empty as groups left, into one of the former.
  std::size_t put(const Group& group, std::size_t groups_left) {
    const bool into_empty = groups_left <= empty_;
    std::size_t best = missing_.size();
    double most = 0;
    for (std::size_t p = 0; p < missing_.size(); ++p) {
      if (!wanted_[p] || (into_empty && has_[p])) continue;
      const double need = need_of(p, group);
      if (best < missing_.size() && need <= most) continue;
      best = p;
      most = need;
    }
    if (!has_[best]) --empty_;
    has_[best] = true;
    for (const auto& [stratum, rows] : group.strata) missing_[best][stratum] -= static_cast<double>(rows);
    return best;
  }

 private:
  /// What the squares of all that is missing, as shares of each stratum, lose by the group, up to a constant.
  double need_of(std::size_t part, const Group& group) const {
    double need = 0;
    for (const auto& [stratum, rows] : group.strata) {
      const auto all = static_cast<double>(strata_[stratum]);
      need += static_cast<double>(rows) * missing_[part][stratum] / (all * all);
    }
    return need;
  }

  const Counts& strata_;
  std::vector<std::vector<double>> missing_;  ///< [part][stratum] rows
  std::vector<bool> has_, wanted_;
  std::size_t empty_ = 0;
};

}  // namespace

Deal deal_folds(const std::vector<std::int32_t>& strata, std::size_t rows, std::int64_t folds) {
  std::vector<Counts> table;
  std::int64_t from = 0;
  for (const auto size : sizes_of(strata, rows)) {
    Counts& counts = table.emplace_back(static_cast<std::size_t>(folds), size / folds);
    for (std::int64_t i = from; i < from + size % folds; ++i) ++counts[static_cast<std::size_t>(i % folds)];
    from += size;
  }
  return dealt(strata, rows, std::move(table));
}

Deal deal_shares(const std::vector<std::int32_t>& strata, const std::vector<std::int64_t>& sizes) {
  const auto rows = static_cast<std::size_t>(std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}));
  return dealt(strata, rows, Rounding(sizes_of(strata, rows), sizes).table());
}

Deal deal_groups(const std::vector<std::int32_t>& groups, const std::vector<std::int32_t>& strata,
                 const std::vector<double>& sizes, bool largest_first) {
  const auto all = groups_of(groups, strata);
  const Counts counts = sizes_of(strata, groups.size());
  const auto order = order_of(groups, all, largest_first);
  Filling filling(counts, sizes);
  std::vector<std::int32_t> part(all.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    part[order[i]] = static_cast<std::int32_t>(filling.put(all[order[i]], order.size() - i));
  Deal deal;
  for (const auto group : groups) deal.push_back(part[index(group)]);
  return deal;
}

}  // namespace assay::data
