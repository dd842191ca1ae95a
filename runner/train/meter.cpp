#include "train/meter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "train/checkpoint.hpp"

namespace assay::train {
namespace {

bool any_of(const std::vector<std::string>& names, std::initializer_list<std::string_view> wanted) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  });
}

}  // namespace

std::vector<spec::Signature> metrics() {
  return {
      {"metric", "accuracy", "share of right classes; the class is read off as the loss says", {}},
      {"metric", "error_rate", "share of wrong classes: 1 - accuracy", {}},
      {"metric", "mse", "mean squared error of the outputs", {}},
      {"metric", "rmse", "square root of the mean squared error", {}},
      {"metric", "mae", "mean absolute error of the outputs", {}},
      {"metric", "perplexity", "e^loss, for a cross-entropy loss", {}},
      {"metric", "bits_per_character", "loss / ln 2, for a cross-entropy loss over characters", {}},
      {"metric", "gradient_norm", "Euclidean norm of the gradient before clipping, mean over an epoch's steps", {}},
      {"metric", "modes", "modes of the mixture that a tenth of their fair share of samples reaches (3 sigma)", {}},
      {"metric", "modes_any", "modes of the mixture that at least one sample reaches (3 sigma)", {}},
      {"metric", "high_quality", "share of samples within 3 sigma of a mode; a perfect sampler in 2-D: 0.9889", {}}};
}

bool larger_is_better(std::string_view metric) {
  const auto dot = metric.rfind('.');
  const std::string_view name = dot == std::string_view::npos ? metric : metric.substr(dot + 1);
  return name == "accuracy" || name == "modes" || name == "modes_any" || name == "high_quality";
}

template <class T>
Meter<T>::Meter(const std::vector<spec::Metric>& metrics, Decision decision) : decision_(decision) {
  for (const auto& metric : metrics) metrics_.push_back(metric.name);
  counts_ = decision != Decision::none && any_of(metrics_, {"accuracy", "error_rate"});
  measures_ = decision != Decision::argmax && any_of(metrics_, {"mse", "rmse", "mae"});
}

template <class T>
void Meter<T>::clear() {
  samples_ = answers_ = right_ = numbers_ = 0;
  loss_ = squares_ = distances_ = 0;
}

template <class T>
void Meter<T>::count_right(ConstView<T> y, ConstView<T> target) {
  const std::int64_t answers = target.size();
  answers_ += answers;
  if (decision_ == Decision::argmax) {
    const std::int64_t classes = y.shape.back();
    for (std::int64_t i = 0; i < answers; ++i) {
      const T* row = y.data + i * classes;
      right_ += std::max_element(row, row + classes) - row == static_cast<std::int64_t>(target[i]);
    }
    return;
  }
  const T threshold = decision_ == Decision::sign ? T(0) : T(0.5);
  for (std::int64_t i = 0; i < answers; ++i) right_ += (y[i] >= threshold) == (target[i] >= T(0.5));
}

template <class T>
void Meter<T>::add(ConstView<T> y, ConstView<T> target, double loss) {
  samples_ += y.batch();
  loss_ += loss * static_cast<double>(y.batch());
  if (counts_) count_right(y, target);
  if (!measures_) return;
  numbers_ += y.size();
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const double difference = static_cast<double>(y[i]) - static_cast<double>(target[i]);
    squares_ += difference * difference;
    distances_ += std::abs(difference);
  }
}

template <class T>
double Meter<T>::loss() const {
  return samples_ == 0 ? std::numeric_limits<double>::quiet_NaN() : loss_ / static_cast<double>(samples_);
}

template <class T>
std::optional<double> Meter<T>::value(std::string_view metric) const {
  const auto share = [](double part, std::int64_t whole) {
    return whole == 0 ? std::numeric_limits<double>::quiet_NaN() : part / static_cast<double>(whole);
  };
  if (counts_ && metric == "accuracy") return share(static_cast<double>(right_), answers_);
  if (counts_ && metric == "error_rate") return share(static_cast<double>(answers_ - right_), answers_);
  if (measures_ && metric == "mse") return share(squares_, numbers_);
  if (measures_ && metric == "rmse") return std::sqrt(share(squares_, numbers_));
  if (measures_ && metric == "mae") return share(distances_, numbers_);
  if (decision_ == Decision::argmax && metric == "perplexity") return std::exp(loss());
  if (decision_ == Decision::argmax && metric == "bits_per_character") return loss() / std::numbers::ln2;
  return std::nullopt;
}

template <class T>
Values Meter<T>::values() const {
  Values values{{"loss", loss()}};
  for (const auto& metric : metrics_)
    if (const auto measured = value(metric)) values.emplace_back(metric, *measured);
  return values;
}

template <class T>
Values Meter<T>::sums() const {
  return {{"meter.samples", static_cast<double>(samples_)},
          {"meter.answers", static_cast<double>(answers_)},
          {"meter.right", static_cast<double>(right_)},
          {"meter.numbers", static_cast<double>(numbers_)},
          {"meter.loss", loss_},
          {"meter.squares", squares_},
          {"meter.distances", distances_}};
}

template <class T>
void Meter<T>::resume(const Values& sums) {
  const auto whole = [&](const char* name) { return static_cast<std::int64_t>(value_of(sums, name)); };
  samples_ = whole("meter.samples");
  answers_ = whole("meter.answers");
  right_ = whole("meter.right");
  numbers_ = whole("meter.numbers");
  loss_ = value_of(sums, "meter.loss");
  squares_ = value_of(sums, "meter.squares");
  distances_ = value_of(sums, "meter.distances");
}

template class Meter<float>;
template class Meter<double>;

}  // namespace assay::train
