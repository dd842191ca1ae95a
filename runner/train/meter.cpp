#include "train/meter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "train/checkpoint.hpp"
#include "train/evaluation.hpp"
#include "train/mixture.hpp"
#include "train/resemblance.hpp"

namespace assay::train {
namespace {

bool any_of(const std::vector<std::string>& names, std::initializer_list<std::string_view> wanted) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  });
}

}  // namespace

std::vector<spec::Signature> metrics() {
  static constexpr std::array kTop{integer("k", 5, "how many guesses there are", at_least(1))};
  std::vector<spec::Signature> all{
      {"metric", "accuracy", "share of right classes; the class is read off as the loss says", {}},
      {"metric", "error_rate", "share of wrong classes: 1 - accuracy", {}},
      {"metric", "top_k", "share of answers whose class is among the k largest outputs; stored as top_5 for k = 5",
       kTop},
      {"metric", "mse", "mean squared error of the outputs", {}},
      {"metric", "rmse", "square root of the mean squared error", {}},
      {"metric", "mae", "mean absolute error of the outputs", {}},
      {"metric", "perplexity", "e^loss, for a cross-entropy loss", {}},
      {"metric", "bits_per_character", "loss / ln 2, for a cross-entropy loss over characters", {}},
      {"metric", "gradient_norm", "Euclidean norm of the gradient before clipping, mean over an epoch's steps", {}},
      {"metric", "rate", "learning rate of an epoch's last step", {}}};
  for (auto& more : {evaluation_metrics(), mixture_metrics(), resemblance_metrics()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

template <class T>
Meter<T>::Meter(const std::vector<spec::Metric>& metrics, Decision decision, std::vector<double> units)
    : decision_(decision), units_(std::move(units)) {
  for (const auto& metric : metrics) {
    metrics_.push_back(metric.name);
    if (metric.k > 0 && decision == Decision::argmax) tops_.push_back({metric.name, metric.k});
  }
  counts_ = decision != Decision::none && (any_of(metrics_, {"accuracy", "error_rate"}) || !tops_.empty());
  measures_ = decision != Decision::argmax && any_of(metrics_, {"mse", "rmse", "mae"});
}

template <class T>
void Meter<T>::clear() {
  samples_ = answers_ = right_ = numbers_ = 0;
  loss_ = squares_ = distances_ = 0;
  for (auto& top : tops_) top.right = 0;
}

/// Whether fewer than k outputs are larger than the true class's; one that is no number counts as larger.
template <class T>
void Meter<T>::count_tops(ConstView<T> y, ConstView<T> target) {
  const std::int64_t classes = y.shape.back();
  for (std::int64_t i = 0; i < target.size(); ++i) {
    const T* row = y.data + i * classes;
    const T own = row[static_cast<std::int64_t>(target[i])];
    const std::int64_t larger = std::count_if(row, row + classes, [&](T other) { return !(other <= own); });
    for (auto& top : tops_) top.right += larger < top.k;
  }
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
  if (!tops_.empty()) count_tops(y, target);
  if (!measures_) return;
  numbers_ += y.size();
  for (std::int64_t i = 0; i < y.size(); ++i) {
    double difference = static_cast<double>(y[i]) - static_cast<double>(target[i]);
    if (!units_.empty()) difference *= units_[static_cast<std::size_t>(i) % units_.size()];
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
  for (const auto& top : tops_)
    if (metric == top.name) return share(static_cast<double>(top.right), answers_);
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
  Values sums{{"meter.samples", static_cast<double>(samples_)},
              {"meter.answers", static_cast<double>(answers_)},
              {"meter.right", static_cast<double>(right_)},
              {"meter.numbers", static_cast<double>(numbers_)},
              {"meter.loss", loss_},
              {"meter.squares", squares_},
              {"meter.distances", distances_}};
  for (const auto& top : tops_) sums.emplace_back("meter." + top.name, static_cast<double>(top.right));
  return sums;
}

template <class T>
void Meter<T>::resume(const Values& sums) {
  const auto whole = [&](const char* name) { return static_cast<std::int64_t>(value_of(sums, name)); };
  samples_ = whole("meter.samples");
  answers_ = whole("meter.answers");
  right_ = whole("meter.right");
  numbers_ = whole("meter.numbers");
  for (auto& top : tops_) top.right = whole(("meter." + top.name).c_str());
  loss_ = value_of(sums, "meter.loss");
  squares_ = value_of(sums, "meter.squares");
  distances_ = value_of(sums, "meter.distances");
}

template class Meter<float>;
template class Meter<double>;

}  // namespace assay::train
