#include "data/divide.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "data/deal.hpp"
#include "data/equal_rows.hpp"
#include "data/strata.hpp"

namespace assay::data {
namespace {

using Numbers32 = std::vector<std::int32_t>;
using RowList = std::vector<std::int64_t>;

std::int64_t count_of(const Numbers32& numbers) {
  return numbers.empty() ? 0 : std::int64_t{*std::ranges::max_element(numbers)} + 1;
}

/// What is known of each row, for rows in another order.
Numbers32 of_rows(const Numbers32& of_row, const RowList& rows) {
  Numbers32 chosen;
  if (!of_row.empty())
    for (const auto row : rows) chosen.push_back(of_row[static_cast<std::size_t>(row)]);
  return chosen;
}

RowList part_of(const RowList& rows, const Deal& deal, std::int32_t part) {
  RowList chosen;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (deal[i] == part) chosen.push_back(rows[i]);
  return chosen;
}

class Divider {
 public:
  Divider(const spec::Split& split, const RawDataset& data, const Random& of_run)
      : split_(split), data_(data), strata_(strata_of(split, data).of_row), groups_(groups_of(split, data)) {
    if (split.folds != 0)
      random_ = Random(split.seed.value_or(0)).stream("folds").stream(std::uint64_t(split.repeat.value_or(0)));
    else
      random_ = split.seed ? Random(*split.seed).stream("split") : of_run;
  }

  Rows shares() {
    if (strata_.empty() && groups_.empty()) return data::split(split_, data_.rows, random_);
    const auto order = all_rows();
    const auto [train, validation, test] = counts_of(split_, data_.rows);
    const std::int64_t rest = data_.rows - train - validation - test;
    if (train < 1 || rest < 0) return data::split(split_, data_.rows, random_);  // which refuses it
    const auto deal = dealt(order, {train, validation, test, rest});
    Rows rows{part_of(order, deal, 0), part_of(order, deal, 1), part_of(order, deal, 2)};
    expect_some(rows.train, split_.train, "training");
    expect_some(rows.validation, split_.validation, "validation");
    expect_some(rows.test, split_.test, "test");
    return rows;
  }

  Rows fold() {
    const std::int64_t folds = folds_of(split_, data_), units = groups_.empty() ? data_.rows : count_of(groups_);
    if (folds < 2 || folds > units)
      refuse("'split' asks for " + std::to_string(folds) + " folds of " + std::to_string(units) +
             (groups_.empty() ? " rows" : " groups") + "; expected from 2 to as many as there are");
    const auto order = all_rows();
    const Deal deal = folds_dealt(order, folds);
    const auto fold = static_cast<std::int32_t>(split_.fold.value_or(0));
    Rows rows;
    rows.test = part_of(order, deal, fold);
    RowList others;
    for (std::size_t i = 0; i < order.size(); ++i)
      if (deal[i] != fold) others.push_back(order[i]);
    if (split_.shuffled) random_.stream(static_cast<std::uint64_t>(fold)).shuffle(std::span(others));
    take_validation(rows, std::move(others));
    return rows;
  }

  /// As scikit-learn's TimeSeriesSplit: the last rows are tested, fold by fold, by what comes before.
  Rows window() const {
    const std::int64_t rows = data_.rows, left = split_.folds - split_.fold.value_or(0);
    const std::int64_t test = split_.test > 0 ? std::llround(split_.test) : rows / (split_.folds + 1);
    const std::int64_t begin = rows - left * test, end = begin - split_.gap;
    const bool rolling = split_.window == spec::Split::Window::rolling;
    const std::int64_t from = rolling ? end - split_.window_rows : 0;
    const std::int64_t validation = validation_of(std::max(end - from, std::int64_t{0}));
    const std::int64_t train_end = validation > 0 ? end - validation - split_.gap : end;
    if (test < 1 || from < 0 || train_end <= from)
      refuse("fold " + std::to_string(split_.fold.value_or(0)) + " of " + std::to_string(split_.folds) +
             " needs more than the " + std::to_string(std::max(begin, std::int64_t{0})) + " rows before its " +
             std::to_string(test) + " test rows; take fewer folds, or less for test, gap and window");
    const auto run = [](std::int64_t first, std::int64_t behind) {
      RowList numbers(static_cast<std::size_t>(behind - first));
      std::iota(numbers.begin(), numbers.end(), first);
      return numbers;
    };
    return {run(from, train_end), run(end - validation, end), run(begin, begin + test)};
  }

  Rows by_column() const {
    static const std::vector<std::string> kParts{"train", "validation", "test"};
    std::array<RowList, 3> rows;
    for (std::int64_t row = 0; row < data_.rows; ++row) {
      const auto& name = data_.parts.names[static_cast<std::size_t>(data_.parts.of_row[static_cast<std::size_t>(row)])];
      const auto part = std::ranges::find(kParts, name);
      if (part == kParts.end())
        throw Failure(ExitCode::data, place_of_row(data_, row) + ": '" + name + "' in column '" + split_.by +
                                          "' is no part; expected train, validation or test" +
                                          did_you_mean(name, kParts));
      rows[static_cast<std::size_t>(part - kParts.begin())].push_back(row);
    }
    if (rows[0].empty()) refuse("no row is 'train' in column '" + split_.by + "'");
    return {std::move(rows[0]), std::move(rows[1]), std::move(rows[2])};
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Failure(ExitCode::data, to_string(split_.place) + ": " + what);
  }

  void expect_some(const RowList& rows, double share, const char* part) const {
    if (rows.empty() && share > 0)
      refuse("'split' leaves no row for " + std::string(part) + ": the data has " + std::to_string(count_of(groups_)) +
             " groups");
  }

  RowList all_rows() {
    RowList order(static_cast<std::size_t>(data_.rows));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    if (split_.shuffled) random_.shuffle(std::span(order));
    return order;
  }

  Deal dealt(const RowList& rows, const std::vector<std::int64_t>& sizes) const {
    if (groups_.empty()) return deal_shares(of_rows(strata_, rows), sizes);
    return deal_groups(of_rows(groups_, rows), of_rows(strata_, rows), {sizes.begin(), sizes.end()}, false);
  }

  Deal folds_dealt(const RowList& rows, std::int64_t folds) const {
    if (split_.folds == spec::Split::kAllFolds) {
      if (!groups_.empty()) return of_rows(groups_, rows);
      return {rows.begin(), rows.end()};
    }
    if (groups_.empty()) return deal_folds(of_rows(strata_, rows), rows.size(), folds);
    const std::vector<double> sizes(static_cast<std::size_t>(folds), 1);
    return deal_groups(of_rows(groups_, rows), of_rows(strata_, rows), sizes, !split_.shuffled);
  }

  std::int64_t validation_of(std::int64_t rows) const {
    return std::llround(split_.validation < 1 ? split_.validation * static_cast<double>(rows) : split_.validation);
  }

  void take_validation(Rows& rows, RowList others) const {
    const auto all = static_cast<std::int64_t>(others.size()), validation = validation_of(all);
    if (validation == 0) return void(rows.train = std::move(others));
    if (validation >= all)
      refuse("'split.validation' asks for " + std::to_string(validation) + " of the " + std::to_string(all) +
             " rows that are not tested, and at least one must be for training");
    const auto deal = dealt(others, {all - validation, validation});
    rows.train = part_of(others, deal, 0);
    rows.validation = part_of(others, deal, 1);
    expect_some(rows.train, 1, "training");
    expect_some(rows.validation, 1, "validation");
  }

  const spec::Split& split_;
  const RawDataset& data_;
  Numbers32 strata_, groups_;
  Random random_;
};

}  // namespace

std::vector<std::int32_t> groups_of(const spec::Split& split, const RawDataset& data) {
  if (split.group == spec::Split::kDuplicates) return equal_rows(data);
  return {data.groups.of_row.begin(), data.groups.of_row.end()};
}

std::int64_t folds_of(const spec::Split& split, const RawDataset& data) {
  if (split.folds != spec::Split::kAllFolds) return split.folds;
  return split.group.empty() ? data.rows : count_of(groups_of(split, data));
}

Rows divide(const spec::Split& split, const RawDataset& data, const Random& of_run) {
  Divider divider(split, data, of_run);
  if (!split.by.empty()) return divider.by_column();
  if (split.folds == 0) return divider.shares();
  return split.window == spec::Split::Window::none ? divider.fold() : divider.window();
}

}  // namespace assay::data
