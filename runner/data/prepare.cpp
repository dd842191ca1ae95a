#include "data/prepare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/failure.hpp"
#include "data/class_weights.hpp"
#include "data/divide.hpp"
#include "data/prepared_columns.hpp"
#include "data/request.hpp"
#include "spec/scalar.hpp"

namespace assay::data {
using spec::Scale;

namespace {

/// Sums over rows, a feature each; rows outermost, so that memory is walked through in order.
template <class N, class Add>
void each(std::span<const N> numbers, double unit, const std::vector<std::int64_t>& rows, std::size_t features,
          Add add) {
  for (const auto row : rows) {
    const N* const sample = numbers.data() + static_cast<std::size_t>(row) * features;
    for (std::size_t f = 0; f < features; ++f) add(f, static_cast<double>(sample[f]) / unit);
  }
}

template <class N>
std::vector<Scaling> fit_numbers(std::span<const N> numbers, double unit, std::size_t features, Scale rule,
                                 const std::vector<std::int64_t>& rows) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  std::vector<double> sum(features), least(features, kInfinity), most(features, -kInfinity), squares(features);
  each(numbers, unit, rows, features, [&](std::size_t f, double x) {
    sum[f] += x;
    least[f] = std::min(least[f], x);
    most[f] = std::max(most[f], x);
  });
  const auto count = static_cast<double>(rows.size());
  for (auto& mean : sum) mean /= count;
  if (rule == Scale::standard)
    each(numbers, unit, rows, features, [&](std::size_t f, double x) { squares[f] += (x - sum[f]) * (x - sum[f]); });
  std::vector<Scaling> found(features);
  for (std::size_t f = 0; f < features; ++f) {
    if (most[f] == least[f])
      found[f] = {least[f], 0};  // it says nothing: 0 everywhere
    else if (rule == Scale::minmax)
      found[f] = {least[f], 1 / (most[f] - least[f])};
    else
      found[f] = {sum[f], 1 / std::sqrt(squares[f] / count)};
  }
  return found;
}

std::vector<Scaling> fit_part(const Numbers& numbers, double unit, std::int64_t all_rows, Scale rule,
                              const std::vector<std::int64_t>& rows) {
  if (rule == Scale::none || size(numbers) == 0) return {};
  const std::size_t features = size(numbers) / static_cast<std::size_t>(all_rows);
  return std::visit([&](const auto& some) { return fit_numbers(some.span(), unit, features, rule, rows); }, numbers);
}

/// Unscaled numbers are divided in type T, where most of them are exact; scaled ones stay float64 until the end.
template <class T, class N>
std::vector<T> apply_to(std::span<const N> numbers, double unit, const std::vector<Scaling>& scaling) {
  std::vector<T> made(numbers.size());
  if (scaling.empty()) {
    const T divisor = static_cast<T>(unit);
    std::ranges::transform(numbers, made.begin(), [divisor](N x) { return static_cast<T>(x) / divisor; });
    return made;
  }
  for (std::size_t from = 0; from < numbers.size(); from += scaling.size())
    for (std::size_t f = 0; f < scaling.size(); ++f)
      made[from + f] =
          static_cast<T>((static_cast<double>(numbers[from + f]) / unit - scaling[f].shift) * scaling[f].factor);
  return made;
}

std::string column(const std::vector<std::string>& names, const char* kind, std::size_t feature, std::size_t features) {
  if (feature < names.size()) return ", column '" + names[feature] + "'";
  if (features == 1) return std::string(", the ") + kind;
  return std::string(", ") + kind + ' ' + std::to_string(feature + 1);
}

[[noreturn]] void refuse_size(const RawDataset& raw, const Numbers& numbers, std::size_t i,
                              const std::vector<std::string>& names, const char* kind) {
  const std::size_t features = size(numbers) / static_cast<std::size_t>(raw.rows);
  refuse(raw.files.empty() ? "the data" : raw.files.front().path, 0, 0,
         "row " + std::to_string(i / features + 1) + column(names, kind, i % features, features) + ": " +
             spec::real_text(at(numbers, static_cast<std::int64_t>(i))) +
             " is beyond what float32 holds, 3.4e38; scale it or train with 'precision: float64'");
}

template <class T>
Shared<T> apply_part(const RawDataset& raw, const Numbers& numbers, double unit, const std::vector<Scaling>& scaling,
                     const std::vector<std::string>& names, const char* kind) {
  if (scaling.empty() && unit == 1)
    if (const auto* same = std::get_if<Shared<T>>(&numbers)) return *same;
  auto made = std::visit([&](const auto& some) { return apply_to<T>(some.span(), unit, scaling); }, numbers);
  const auto odd = std::ranges::find_if_not(made, [](T x) { return std::isfinite(x); });
  if (odd != made.end()) refuse_size(raw, numbers, static_cast<std::size_t>(odd - made.begin()), names, kind);
  return made;
}

/// `scale` beside `prepare` is its last step.
std::vector<spec::Component> steps_of(const spec::DataSpec& spec) {
  auto steps = spec.prepare;
  if (spec.scale == Scale::none) return steps;
  const std::string rule = spec.scale == Scale::minmax ? "minmax" : "standard";
  steps.push_back({"preparation",
                   "scale",
                   spec.place,
                   {{"by", ParameterType::choice, spec.place, rule},
                    {"columns", ParameterType::text, spec.place, std::string("number")}}});
  return steps;
}

}  // namespace

Preparation fit(const RawDataset& raw, const spec::DataSpec& spec, const std::vector<std::int64_t>& train) {
  Preparation learned;
  if (spec.prepare.empty())
    learned.inputs = fit_part(raw.inputs, raw.input_unit, raw.rows, raw.tokens ? Scale::none : spec.scale, train);
  else
    learned.steps = fit_steps(raw, steps_of(spec), train);
  learned.targets =
      fit_part(raw.targets, raw.target_unit, raw.rows, raw.classes > 0 ? Scale::none : spec.target_scale, train);
  if (spec.balanced) learned.class_weights = class_weights_of(raw, spec.place, train);
  return learned;
}

std::vector<double> units_of(const std::vector<Scaling>& scaling) {
  std::vector<double> units;
  for (const auto& one : scaling) units.push_back(one.factor == 0 ? 0 : 1 / one.factor);
  return units;
}

template <class T>
Dataset<T> apply(const RawDataset& raw, const Preparation& preparation) {
  Dataset<T> data{raw, {}, {}};
  if (preparation.steps.empty()) {
    data.inputs = apply_part<T>(raw, raw.inputs, raw.input_unit, preparation.inputs, raw.input_names, "input");
  } else {
    const PreparedColumns columns(raw, preparation.steps);
    data.inputs = columns.inputs<T>();
    data.input_names = columns.names();
    data.input = Shape({static_cast<std::int64_t>(columns.width())});
  }
  data.targets = apply_part<T>(raw, raw.targets, raw.target_unit, preparation.targets, raw.target_names, "target");
  data.target_units = units_of(preparation.targets);
  data.class_weights = preparation.class_weights;
  return data;
}

Rows divided(const RawDataset& raw, const spec::DataSpec& spec, const Random& random) {
  return raw.given_parts[0] > 0 ? split_given(spec.split, raw.given_parts, random) : divide(spec.split, raw, random);
}

template <class T>
Prepared<T> prepare(const RawDataset& raw, const spec::DataSpec& spec, const Random& random) {
  Rows rows = divided(raw, spec, random);
  Preparation preparation = fit(raw, spec, rows.train);
  return {apply<T>(raw, preparation), std::move(rows), std::move(preparation)};
}

#define ASSAY_INSTANTIATE(T)                                        \
  template Dataset<T> apply(const RawDataset&, const Preparation&); \
  template Prepared<T> prepare(const RawDataset&, const spec::DataSpec&, const Random&);
ASSAY_INSTANTIATE(float)
ASSAY_INSTANTIATE(double)
#undef ASSAY_INSTANTIATE

}  // namespace assay::data
