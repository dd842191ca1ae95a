#include "data/split.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "base/failure.hpp"

namespace assay::data {
namespace {

using Counts = std::array<std::int64_t, 3>;

/// Each part rounded on its own; where all rows are shared out, the test part is what is left.
Counts rounded(const std::array<double, 3>& parts, bool whole, std::int64_t rows) {
  Counts counts{};
  for (std::size_t i = 0; i < parts.size(); ++i) counts[i] = std::llround(parts[i] * static_cast<double>(rows));
  if (whole) counts[2] = rows - counts[0] - counts[1];
  return counts;
}

/// By largest remainders, where rounding each part gives more rows than there are: what is cut off all shares goes, row
/// by row, to those that lost most of one, the first of equal ones.
Counts apportioned(const std::array<double, 3>& parts, std::int64_t rows) {
  Counts counts{};
  std::array<double, 3> lost{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double exact = parts[i] * static_cast<double>(rows);
    counts[i] = static_cast<std::int64_t>(exact);
    lost[i] = exact - static_cast<double>(counts[i]);
  }
  const double share = std::accumulate(parts.begin(), parts.end(), 0.0);
  const auto all = std::min(rows, static_cast<std::int64_t>(std::llround(share * static_cast<double>(rows))));
  for (auto left = all - std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); left > 0; --left) {
    const auto most = std::ranges::max_element(lost);
    *most = -1;
    ++counts[static_cast<std::size_t>(most - lost.begin())];
  }
  return counts;
}

}  // namespace

std::array<std::int64_t, 3> counts_of(const spec::Split& spec, std::int64_t rows) {
  const std::array parts{spec.train, spec.validation, spec.test};
  if (!spec::are_shares(spec)) return rounded(parts, false, 1);
  const Counts counts = rounded(parts, spec.train + spec.validation + spec.test > 1 - 1e-9, rows);
  return counts[2] < 0 || counts[0] + counts[1] + counts[2] > rows ? apportioned(parts, rows) : counts;
}

Rows split(const spec::Split& spec, std::int64_t rows, Random random) {
  const std::int64_t gaps = spec.gap * ((spec.validation > 0 ? 1 : 0) + (spec.test > 0 ? 1 : 0));
  const auto [train, validation, test] = counts_of(spec, std::max(rows - gaps, std::int64_t{0}));
  if (train < 1 || train + validation + test + gaps > rows)
    throw Failure(ExitCode::data, to_string(spec.place) + ": 'split' asks for " + std::to_string(train) + " + " +
                                      std::to_string(validation) + " + " + std::to_string(test) + " rows" +
                                      (gaps > 0 ? " and gaps of " + std::to_string(gaps) + " in all" : "") +
                                      "; there are " + std::to_string(rows) +
                                      ", and at least one must be for training");
  std::vector<std::int64_t> order(static_cast<std::size_t>(rows));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  if (spec.shuffled) random.shuffle(std::span(order));
  auto from = order.begin();
  const auto next = [&](std::int64_t count) {
    const auto begin = from;
    from += count;
    std::vector<std::int64_t> part(begin, from);
    from += std::min(count > 0 ? spec.gap : 0, static_cast<std::int64_t>(order.end() - from));
    return part;
  };
  Rows parts;
  parts.train = next(train);
  parts.validation = next(validation);
  parts.test = next(test);
  return parts;
}

Rows split_given(const spec::Split& spec, const std::array<std::int64_t, 3>& rows, Random random) {
  const auto [train, validation, test] = rows;
  spec::Split own = spec;
  own.test = 0;
  if (validation > 0) own.train = 1, own.validation = 0;
  Rows parts = split(own, train, random);
  const auto numbers = [](std::int64_t from, std::int64_t count) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), from);
    return all;
  };
  if (validation > 0) parts.validation = numbers(train, validation);
  parts.test = numbers(train + validation, test);
  return parts;
}

}  // namespace assay::data
