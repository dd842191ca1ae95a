#include "train/resemblance.hpp"

#include <algorithm>

namespace assay::train {
namespace {

constexpr std::size_t kMost = 2500, kDirections = 128;
constexpr int kPairs = 10;          // whose mean is the floor, which is noisy in itself
constexpr std::size_t kFew = 1000;  // points whose distances give the kernel's width

}  // namespace

std::vector<spec::Signature> resemblance_metrics() {
  return {
      {"metric", "sliced_wasserstein", "mean |x - y| of sorted projections; beside its floor between real points", {}},
      {"metric", "energy_distance", "2 E|X - Y| - E|X - X'| - E|Y - Y'|; 0 for equal samples", {}},
      {"metric", "mmd", "squared maximum mean discrepancy, unbiased; five Gaussian kernels about the median", {}}};
}

template <class T>
Resemblance<T>::Resemblance(const data::Dataset<T>& data, std::vector<std::int64_t> rows, const Job& job)
    : data_(data), rows_(std::move(rows)), job_(job), count_(std::min(kMost, rows_.size() / 2)) {}

template <class T>
bool Resemblance<T>::wants(std::string_view metric) const {
  const auto& all = job_.spec.metrics;
  return count_ > 1 && std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == metric; });
}

template <class T>
bool Resemblance<T>::wanted() const {
  return wants("sliced_wasserstein") || wants("energy_distance") || wants("mmd");
}

template <class T>
Points Resemblance<T>::draw(const std::vector<std::int64_t>& rows, std::size_t first, std::size_t count,
                            std::vector<double>& numbers) const {
  numbers.clear();
  for (std::size_t i = first; i < first + count; ++i) {
    const auto* row = data_.inputs.data() + static_cast<std::size_t>(rows[i]) * dimensions();
    numbers.insert(numbers.end(), row, row + dimensions());
  }
  return {numbers, dimensions()};
}

template <class T>
double Resemblance<T>::floor_of(const std::vector<double>& directions) const {
  Random random = job_.random("judge").stream("pairs");
  std::vector<std::int64_t> rows = rows_;
  std::vector<double> left, right;
  double sum = 0;
  for (int pair = 0; pair < kPairs; ++pair) {
    random.shuffle(std::span(rows));
    sum += sliced_wasserstein(draw(rows, 0, count_, left), draw(rows, count_, count_, right), directions);
  }
  return sum / kPairs;
}

template <class T>
void Resemblance<T>::look_at_real() {
  Real& real = real_.emplace();
  const Points points = draw(rows_, 0, count_, real.numbers);
  if (wants("sliced_wasserstein")) {
    real.directions = directions(kDirections, dimensions(), job_.random("judge").stream("directions"));
    real.floor = floor_of(real.directions);
  }
  if (wants("energy_distance")) real.within_distance = mean_distance(points, points);
  if (!wants("mmd")) return;
  real.bandwidth = median_distance(points.first(std::min(kFew, count_)));
  real.within_kernel = mean_kernel(points, points, real.bandwidth, true);
}

template <class T>
Values Resemblance<T>::measure(const std::vector<T>& generated) {
  if (!wanted()) return {};
  if (!real_) look_at_real();
  const std::vector<double> numbers(generated.begin(), generated.end());
  const Points made = Points{numbers, dimensions()}.first(count_), real{real_->numbers, dimensions()};
  Values values;
  for (const auto& metric : job_.spec.metrics) {
    if (metric.name == "sliced_wasserstein") {
      values.emplace_back(metric.name, sliced_wasserstein(made, real, real_->directions));
      values.emplace_back("sliced_wasserstein_floor", real_->floor);
    }
    if (metric.name == "energy_distance")
      values.emplace_back(metric.name, energy_distance(made, real, real_->within_distance));
    if (metric.name == "mmd") values.emplace_back(metric.name, mmd(made, real, real_->bandwidth, real_->within_kernel));
  }
  return values;
}

template class Resemblance<float>;
template class Resemblance<double>;

}  // namespace assay::train
