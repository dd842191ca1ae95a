#include "data/scale_rules.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace assay::data {
namespace {

using Numbers = std::vector<double>;

constexpr std::size_t kMostQuantiles = 1000;  // scikit-learn's QuantileTransformer

struct Moments {
  double mean = 0, variance = 0;  // of the values themselves, not of what they are drawn from (StandardScaler)
};

Moments moments_of(std::span<const double> values) {
  Moments found;
  const auto count = static_cast<double>(values.size());
  for (const double x : values) found.mean += x;
  found.mean /= count;
  for (const double x : values) found.variance += (x - found.mean) * (x - found.mean);
  found.variance /= count;
  return found;
}

/// Yeo & Johnson 2000.
double yeo_johnson(double x, double lambda) {
  constexpr double kZero = 1e-12;  // where the power is taken for the logarithm that it tends to
  const double power = x >= 0 ? lambda : 2 - lambda, size = std::log1p(std::fabs(x));
  const double value = std::fabs(power) < kZero ? size : std::expm1(power * size) / power;
  return x >= 0 ? value : -value;
}

/// -2/n times the logarithm of the likelihood that what comes out is normal, without its constants.
double misfit(std::span<const double> values, double lambda) {
  Numbers made(values.size());
  double sizes = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    made[i] = yeo_johnson(values[i], lambda);
    sizes += std::copysign(std::log1p(std::fabs(values[i])), values[i]);
  }
  const double found =
      std::log(moments_of(made).variance) - 2 * (lambda - 1) * sizes / static_cast<double>(values.size());
  return std::isfinite(found) ? found : std::numeric_limits<double>::infinity();
}

/// By golden sections. The misfit is flat around its least value, so that 1e-9 is as near as its digits allow.
double likeliest_lambda(std::span<const double> values) {
  constexpr double kShare = 1 / std::numbers::phi;
  double low = -10, high = 10;
  double left = high - kShare * (high - low), right = low + kShare * (high - low);
  double at_left = misfit(values, left), at_right = misfit(values, right);
  while (high - low > 1e-9) {
    if (at_left <= at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kShare * (high - low);
      at_left = misfit(values, left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kShare * (high - low);
      at_right = misfit(values, right);
    }
  }
  return (low + high) / 2;
}

Numbers standard(std::span<const double> values) {
  const auto [mean, variance] = moments_of(values);
  return {mean, 1 / std::sqrt(variance)};
}

Numbers normal(std::span<const double> values) {
  const double lambda = likeliest_lambda(values);
  Numbers made;
  for (const double x : values) made.push_back(yeo_johnson(x, lambda));
  const Numbers scale = standard(made);
  return {lambda, scale[0], scale[1]};
}

/// Where half of the values are one and the same, the quartiles may be equal: their distance then counts as 1.
Numbers robust(const Numbers& sorted) {
  const double width = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  return {quantile(sorted, 0.5), width > 0 ? 1 / width : 1};
}

Numbers quantiles(const Numbers& sorted) {
  const std::size_t count = std::min(sorted.size(), kMostQuantiles);
  Numbers found;
  for (std::size_t i = 0; i < count; ++i)
    found.push_back(count == 1 ? sorted[0] : quantile(sorted, static_cast<double>(i) / static_cast<double>(count - 1)));
  return found;
}

/// The place of x among the quantiles, from 0 to 1; where several are equal, the middle of them.
double share_below(std::span<const double> quantiles, double x) {
  if (quantiles.size() == 1 || quantiles.front() == quantiles.back()) return 0;
  if (x <= quantiles.front()) return 0;
  if (x >= quantiles.back()) return 1;
  const auto last = static_cast<double>(quantiles.size() - 1);
  const auto place = [&](auto above) {  // between the one before `above` and it
    const double low = *(above - 1), high = *above;
    const auto below = static_cast<double>(above - 1 - quantiles.begin());
    return (below + (high > low ? (x - low) / (high - low) : 0)) / last;
  };
  const auto [first, after] = std::equal_range(quantiles.begin(), quantiles.end(), x);
  if (first == after) return place(after);
  return (static_cast<double>(first - quantiles.begin()) + static_cast<double>(after - 1 - quantiles.begin())) / 2 /
         last;
}

}  // namespace

double quantile(std::span<const double> sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double rest = at - static_cast<double>(below), step = sorted[above] - sorted[below];
  return rest < 0.5 ? sorted[below] + step * rest : sorted[above] - step * (1 - rest);
}

std::vector<double> learn_scale(const std::string& rule, std::span<const double> values) {
  Numbers present;
  std::ranges::copy_if(values, std::back_inserter(present), [](double x) { return !std::isnan(x); });
  if (present.empty()) return {};
  const auto [least, most] = std::ranges::minmax(present);
  if (rule == "max") {
    const double largest = std::max(std::fabs(least), std::fabs(most));
    return {0, largest > 0 ? 1 / largest : 0};
  }
  if (rule == "quantile" || rule == "robust") {
    std::ranges::sort(present);
    if (rule == "quantile") return quantiles(present);
    return least == most ? Numbers{least, 0} : robust(present);
  }
  if (least == most) return rule == "normal" ? Numbers{1, least, 0} : Numbers{least, 0};
  if (rule == "minmax") return {least, 1 / (most - least)};
  return rule == "normal" ? normal(present) : standard(present);
}

std::size_t numbers_of_scale(const std::string& rule) { return rule == "quantile" ? 0 : rule == "normal" ? 3 : 2; }

double scaled(const std::string& rule, std::span<const double> learned, double x) {
  if (!std::isfinite(x)) return x;
  if (rule == "quantile") return share_below(learned, x);
  if (rule == "normal") return (yeo_johnson(x, learned[0]) - learned[1]) * learned[2];
  return (x - learned[0]) * learned[1];
}

}  // namespace assay::data
