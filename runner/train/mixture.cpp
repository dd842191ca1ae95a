#include "train/mixture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace assay::train {
namespace {

struct Nearest {
  std::size_t mode = 0;
  double squared = std::numeric_limits<double>::infinity();
};

template <class T>
Nearest nearest(const T* point, std::size_t dimensions, std::span<const double> centres) {
  Nearest best;
  for (std::size_t mode = 0; mode * dimensions < centres.size(); ++mode) {
    double squared = 0;
    for (std::size_t d = 0; d < dimensions; ++d) {
      const double difference = static_cast<double>(point[d]) - centres[mode * dimensions + d];
      squared += difference * difference;
    }
    if (squared < best.squared) best = {mode, squared};
  }
  return best;
}

/// What lies within 3 deviations of one mode.
struct Hits {
  std::int64_t count = 0;
  double squares = 0;  ///< of distances to the centre
};

double variance_ratio(const std::vector<Hits>& hits, double variance) {
  double sum = 0, modes = 0;
  for (const auto& mode : hits) {
    if (mode.count == 0) continue;
    sum += mode.squares / static_cast<double>(mode.count) / variance;
    ++modes;
  }
  return sum / modes;
}

double reverse_kl(const std::vector<Hits>& hits, std::int64_t good) {
  if (good == 0) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  for (const auto& mode : hits) {
    if (mode.count == 0) continue;
    const double share = static_cast<double>(mode.count) / static_cast<double>(good);
    sum += share * std::log(share * static_cast<double>(hits.size()));
  }
  return sum;
}

}  // namespace

template <class T>
Coverage coverage(ConstView<T> points, std::span<const double> centres, double deviation) {
  const auto dimensions = static_cast<std::size_t>(points.sample_size());
  std::vector<Hits> hits(centres.size() / dimensions);
  std::int64_t good = 0;
  for (std::int64_t i = 0; i < points.batch(); ++i) {
    const auto near = nearest(points.data + i * points.sample_size(), dimensions, centres);
    if (!(near.squared <= 9 * deviation * deviation)) continue;
    ++hits[near.mode].count;
    hits[near.mode].squares += near.squared;
    ++good;
  }
  const auto all = static_cast<double>(points.batch()), fair = all / static_cast<double>(hits.size());
  const auto count = [&](double enough) {
    return static_cast<double>(std::count_if(
        hits.begin(), hits.end(), [&](const Hits& mode) { return static_cast<double>(mode.count) >= enough; }));
  };
  return {count(0.1 * fair), count(1), static_cast<double>(good) / all,
          variance_ratio(hits, static_cast<double>(dimensions) * deviation * deviation), reverse_kl(hits, good)};
}

std::vector<spec::Signature> mixture_metrics() {
  return {
      {"metric", "modes", "modes of the mixture that a tenth of their fair share of samples reaches (3 sigma)", {}},
      {"metric", "modes_any", "modes of the mixture that at least one sample reaches (3 sigma)", {}},
      {"metric", "high_quality", "share of samples within 3 sigma of a mode; a perfect sampler in 2-D: 0.9889", {}},
      {"metric", "variance_ratio", "variance within modes over the mixture's; a perfect sampler in 2-D: 0.9494", {}},
      {"metric", "reverse_kl", "KL divergence of the modes' shares from even ones; 0 is best", {}}};
}

Values mixture_values(const Coverage& coverage, const std::vector<spec::Metric>& metrics) {
  const std::pair<const char*, double> all[] = {{"modes", coverage.modes},
                                                {"modes_any", coverage.modes_any},
                                                {"high_quality", coverage.high_quality},
                                                {"variance_ratio", coverage.variance_ratio},
                                                {"reverse_kl", coverage.reverse_kl}};
  Values values;
  for (const auto& metric : metrics)
    for (const auto& [name, value] : all)
      if (metric.name == name) values.emplace_back(name, value);
  return values;
}

template Coverage coverage(ConstView<float>, std::span<const double>, double);
template Coverage coverage(ConstView<double>, std::span<const double>, double);

}  // namespace assay::train
