#include "data/split.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "base/failure.hpp"

namespace assay::data {
using spec::Scale;

namespace {

std::int64_t count_of(double part, bool shares, std::int64_t rows) {
  return shares ? std::llround(part * static_cast<double>(rows)) : std::llround(part);
}

/// What a feature becomes: (x - shift) * factor.
struct Scaling {
  double shift = 0, factor = 1;
};

template <class T>
Scaling scaling_of(const std::vector<T>& numbers, std::int64_t features, std::int64_t feature, Scale rule,
                   const std::vector<std::int64_t>& rows) {
  double sum = 0, least = std::numeric_limits<double>::infinity(), most = -least;
  const auto value = [&](std::int64_t row) {
    return static_cast<double>(numbers[static_cast<std::size_t>(row * features + feature)]);
  };
  for (const auto row : rows) {
    sum += value(row);
    least = std::min(least, value(row));
    most = std::max(most, value(row));
  }
  if (most == least) return {least, 0};  // it says nothing: 0 everywhere
  if (rule == Scale::minmax) return {least, 1 / (most - least)};
  const double mean = sum / static_cast<double>(rows.size());
  double squares = 0;
  for (const auto row : rows) squares += (value(row) - mean) * (value(row) - mean);
  return {mean, 1 / std::sqrt(squares / static_cast<double>(rows.size()))};
}

template <class T>
void scale_numbers(std::vector<T>& numbers, std::int64_t all_rows, Scale rule, const std::vector<std::int64_t>& rows) {
  if (rule == Scale::none || numbers.empty()) return;
  const std::int64_t features = static_cast<std::int64_t>(numbers.size()) / all_rows;
  for (std::int64_t feature = 0; feature < features; ++feature) {
    const Scaling s = scaling_of(numbers, features, feature, rule, rows);
    for (std::int64_t row = 0; row < all_rows; ++row) {
      T& x = numbers[static_cast<std::size_t>(row * features + feature)];
      x = static_cast<T>((static_cast<double>(x) - s.shift) * s.factor);
    }
  }
}

}  // namespace

Rows split(const spec::Split& spec, std::int64_t rows, Random random) {
  const bool shares = spec.train <= 1 && spec.validation <= 1 && spec.test <= 1;
  const std::int64_t train = count_of(spec.train, shares, rows);
  const std::int64_t validation = count_of(spec.validation, shares, rows);
  const bool whole = shares && spec.train + spec.validation + spec.test > 1 - 1e-9;
  const std::int64_t test = whole ? rows - train - validation : count_of(spec.test, shares, rows);
  if (train < 1 || test < 0 || train + validation + test > rows)
    throw Failure(ExitCode::data, to_string(spec.place) + ": 'split' asks for " + std::to_string(train) + " + " +
                                      std::to_string(validation) + " + " + std::to_string(test) + " rows; there are " +
                                      std::to_string(rows) + ", and at least one must be for training");
  std::vector<std::int64_t> order(static_cast<std::size_t>(rows));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  if (spec.shuffled) random.shuffle(std::span(order));
  const auto at = [&](std::int64_t i) { return order.begin() + i; };
  return {
      {at(0), at(train)}, {at(train), at(train + validation)}, {at(train + validation), at(train + validation + test)}};
}

template <class T>
void scale(Dataset<T>& data, const spec::DataSpec& spec, const std::vector<std::int64_t>& train) {
  if (!data.tokens) scale_numbers(data.inputs, data.rows, spec.scale, train);
  if (data.classes == 0) scale_numbers(data.targets, data.rows, spec.target_scale, train);
}

template void scale(Dataset<float>&, const spec::DataSpec&, const std::vector<std::int64_t>&);
template void scale(Dataset<double>&, const spec::DataSpec&, const std::vector<std::int64_t>&);

}  // namespace assay::data
