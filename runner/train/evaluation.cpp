#include "train/evaluation.hpp"

#include <algorithm>
#include <cmath>

#include <assay/index.hpp>
#include <assay/math.hpp>

namespace assay::train {
namespace {

/// A row of logits as probabilities: e^(y - max) / sum.
template <class T>
void softmax(const T* row, std::vector<double>& probabilities) {
  const auto classes = static_cast<std::ptrdiff_t>(probabilities.size());
  const double largest = static_cast<double>(*std::max_element(row, row + classes));
  double sum = 0;
  for (std::ptrdiff_t c = 0; c < classes; ++c)
    sum += probabilities[static_cast<std::size_t>(c)] = std::exp(static_cast<double>(row[c]) - largest);
  for (double& p : probabilities) p /= sum;
}

bool is_for_classes(std::string_view metric) { return metric != "r2"; }

}  // namespace

std::vector<spec::Signature> evaluation_metrics() {
  return {{"metric", "precision", "right share of what is taken for a class, mean over classes (macro)", {}},
          {"metric", "recall", "share of a class that is found, mean over classes (macro)", {}},
          {"metric", "f1", "harmonic mean of precision and recall, mean over classes (macro)", {}},
          {"metric", "precision_micro", "precision of all classes' counts added up", {}},
          {"metric", "recall_micro", "recall of all classes' counts added up", {}},
          {"metric", "f1_micro", "F1 of all classes' counts added up", {}},
          {"metric", "auc", "area under the ROC curve, mean over classes, each against the rest", {}},
          {"metric", "calibration_error", "expected calibration error, 15 bins of confidence", {}},
          {"metric", "r2", "coefficient of determination, 1 - residual / total variation", {}}};
}

template <class T>
Evaluation<T>::Evaluation(const std::vector<spec::Metric>& metrics, Decision decision, Mask<T> mask)
    : decision_(decision), mask_(mask) {
  const bool classes = decision != Decision::none;
  for (const auto& metric : metrics)
    for (const auto& known : evaluation_metrics())
      if (metric.name == known.name && is_for_classes(metric.name) == classes) metrics_.push_back(metric.name);
  ranks_ = wants("auc");
}

template <class T>
bool Evaluation<T>::wants(std::string_view metric) const {
  return std::find(metrics_.begin(), metrics_.end(), metric) != metrics_.end();
}

template <class T>
void Evaluation<T>::add(ConstView<T> y, ConstView<T> target) {
  if (decision_ == Decision::argmax)
    add_classes(y, target);
  else if (decision_ == Decision::none)
    add_quantities(y, target);
  else
    add_decisions(y, target);
  empty_ = false;
}

template <class T>
void Evaluation<T>::add_classes(ConstView<T> y, ConstView<T> target) {
  const std::int64_t classes = y.shape.back();
  if (empty_) {
    confusion_ = Confusion(classes);
    ranked_.resize(ranks_ ? static_cast<std::size_t>(classes) : 0);
  }
  std::vector<double> probabilities(static_cast<std::size_t>(classes));
  for (std::int64_t i = 0; i < target.size(); ++i) {
    const T* row = y.data + i * classes;
    const std::int64_t truth = index_of(target[i], classes);
    if (truth < 0 || !mask_.counts(target[i])) continue;
    const std::int64_t predicted = std::max_element(row, row + classes) - row;
    confusion_.add(truth, predicted);
    softmax(row, probabilities);
    calibration_.add(probabilities[static_cast<std::size_t>(predicted)], predicted == truth);
    for (std::size_t c = 0; c < ranked_.size(); ++c)
      ranked_[c].push_back({probabilities[c], static_cast<std::int64_t>(c) == truth});
  }
}

template <class T>
void Evaluation<T>::add_decisions(ConstView<T> y, ConstView<T> target) {
  const auto outputs = static_cast<std::size_t>(y.sample_size());
  if (empty_) {
    labels_.resize(outputs);
    ranked_.resize(ranks_ ? outputs : 0);
    if (outputs == 1) confusion_ = Confusion(2);
  }
  for (std::int64_t i = 0; i < y.size(); ++i) {
    if (!mask_.counts(target[i])) continue;
    const auto output = static_cast<std::size_t>(i) % outputs;
    const bool logit = decision_ == Decision::sign;
    const bool truth = target[i] >= T(0.5), claimed = y[i] >= (logit ? T(0) : T(0.5));
    const double given = static_cast<double>(y[i]), probability = logit ? sigmoid(given) : given;
    labels_[output].right += truth && claimed;
    labels_[output].claimed += claimed;
    labels_[output].present += truth;
    if (outputs == 1) confusion_.add(truth, claimed);
    calibration_.add(claimed ? probability : 1 - probability, truth == claimed);
    if (ranks_) ranked_[output].push_back({given, truth});
  }
}

template <class T>
void Evaluation<T>::add_quantities(ConstView<T> y, ConstView<T> target) {
  const auto outputs = static_cast<std::size_t>(y.sample_size());
  if (empty_) determination_ = Determination(outputs);
  for (std::int64_t i = 0; i < y.size(); ++i)
    if (mask_.counts(target[i]))
      determination_.add(static_cast<std::size_t>(i) % outputs, static_cast<double>(y[i]),
                         static_cast<double>(target[i]));
}

/// Of two classes only the second is ranked, as the first is its mirror image. A class whose targets are left out has
/// no area.
template <class T>
double Evaluation<T>::area() {
  if (decision_ == Decision::argmax && ranked_.size() == 2) return area_under_curve(ranked_[1]);
  double sum = 0, counted = 0;
  for (std::size_t c = 0; c < ranked_.size(); ++c) {
    if (decision_ == Decision::argmax && !mask_.counts(static_cast<T>(c))) continue;
    sum += area_under_curve(ranked_[c]);
    ++counted;
  }
  return sum / counted;
}

template <class T>
Values Evaluation<T>::values() {
  const auto labels = decision_ == Decision::argmax ? confusion_.labels() : labels_;
  Values values;
  for (const auto& metric : metrics_) {
    double value = 0;
    if (metric == "precision") value = macro(labels, &LabelCounts::precision);
    if (metric == "recall") value = macro(labels, &LabelCounts::recall);
    if (metric == "f1") value = macro(labels, &LabelCounts::f1);
    if (metric == "precision_micro") value = micro(labels, &LabelCounts::precision);
    if (metric == "recall_micro") value = micro(labels, &LabelCounts::recall);
    if (metric == "f1_micro") value = micro(labels, &LabelCounts::f1);
    if (metric == "auc") value = area();
    if (metric == "calibration_error") value = calibration_.error();
    if (metric == "r2") value = determination_.value();
    values.emplace_back(metric, value);
  }
  return values;
}

template class Evaluation<float>;
template class Evaluation<double>;

}  // namespace assay::train
