#pragma once
/// What losses of class numbers share: shapes, weights of classes, targets that are left out. Outputs [N,C] or [N,T,C]
/// for targets [N] or [N,T], or the same with a last extent of 1. The mean is weighted, as PyTorch's: sum(w[target]
/// loss) / sum(w[target]) over the targets that are not left out; where none is left, or all that are weigh 0, it is 0.
/// A target that is no class number gives NaN.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <assay/index.hpp>
#include <assay/loss.hpp>
#include <assay/math.hpp>

namespace assay {

/// e^x of a row, its largest number taken off first so that nothing overflows.
template <class T>
struct SoftmaxRow {
  T largest, total;  ///< ln sum_j e^(x_j) = largest + ln(total)

  /// `to` gets e^(x - largest), unless it is null.
  SoftmaxRow(const T* logits, std::int64_t classes, T* to) : largest(logits[0]), total(0) {
    for (std::int64_t c = 1; c < classes; ++c) largest = logits[c] > largest ? logits[c] : largest;
    if (to) {
      for (std::int64_t c = 0; c < classes; ++c) to[c] = exp(logits[c] - largest);
      for (std::int64_t c = 0; c < classes; ++c) total += to[c];
    } else {
      for (std::int64_t c = 0; c < classes; ++c) total += exp(logits[c] - largest);
    }
  }

  /// -ln softmax(x)[c].
  double surprise(T logit) const { return std::log(static_cast<double>(total)) - static_cast<double>(logit - largest); }
};

template <class T>
class ClassLoss : public Loss<T> {
 public:
  explicit ClassLoss(const Arguments<T>& a) : ignored_(static_cast<T>(a.integer("ignore"))) {
    for (const double weight : a.reals("weights")) weights_.push_back(static_cast<T>(weight));
  }

  void check(const Shape& y, const Shape& target) const override {
    const int axes = target.rank() == y.rank() && target.back() == 1 ? target.rank() - 1 : target.rank();
    bool fits = y.rank() == axes + 1 && y.back() > 1;
    for (int axis = 1; fits && axis < axes; ++axis) fits = y[axis] == target[axis];
    if (!fits)
      throw Error("the network's output is " + to_string(y, true) + " but the targets are " + to_string(target, true) +
                  "; expected " + (this->outputs() == Outputs::logits ? "logits" : "log-probabilities") +
                  " [N,C] for class numbers [N], or [N,T,C] for [N,T]");
    const auto classes = static_cast<std::size_t>(y.back());
    if (!weights_.empty() && weights_.size() != classes)
      throw Error("there are " + std::to_string(weights_.size()) + " weights for " + std::to_string(classes) +
                  " classes");
  }

  Decision decision() const override { return Decision::argmax; }
  Domain domain() const override { return Domain::classes; }
  Mask<T> mask() const override { return {ignored_}; }

  double weight(ConstView<T> target) const override {
    return total_weight(target) / static_cast<double>(target.sample_size());
  }

  double evaluate(ConstView<T> y, ConstView<T> target, View<T> dy) const override {
    const std::int64_t classes = y.shape.back(), rows = target.size();
    const double whole = total_weight(target);
    const T scale = whole > 0 ? static_cast<T>(1 / whole) : T(0);
    double sum = 0;
    for (std::int64_t row = 0; row < rows; ++row) {
      T* const gradient = dy ? dy.data + row * classes : nullptr;
      const std::int64_t label = index_of(target[row], classes);
      if (target[row] == ignored_) {
        if (gradient) std::fill_n(gradient, classes, T(0));
      } else if (label < 0) {
        if (gradient) std::fill_n(gradient, classes, std::numeric_limits<T>::quiet_NaN());
        sum = std::numeric_limits<double>::quiet_NaN();
      } else {
        sum += one(y.data + row * classes, label, classes, scale, gradient);
      }
    }
    return whole > 0 ? sum / whole : 0 * sum;  // NaN shows
  }

 protected:
  /// One row: returns its weighted loss; writes the gradient of it times `scale` unless `gradient` is null.
  virtual double one(const T* y, std::int64_t label, std::int64_t classes, T scale, T* gradient) const = 0;

  T weight_of(std::int64_t label) const { return weights_.empty() ? T(1) : weights_[static_cast<std::size_t>(label)]; }

 private:
  /// Of the targets that count; what is no class number counts 1.
  double total_weight(ConstView<T> target) const {
    const auto classes = static_cast<std::int64_t>(weights_.size());
    double sum = 0;
    for (std::int64_t row = 0; row < target.size(); ++row) {
      if (target[row] == ignored_) continue;
      const std::int64_t label = index_of(target[row], classes);
      sum += label < 0 ? 1.0 : static_cast<double>(weight_of(label));
    }
    return sum;
  }

  T ignored_;
  std::vector<T> weights_;
};

}  // namespace assay

#define ASSAY_CLASS_LOSS_PARAMETERS                                                              \
  assay::reals("weights", "", "of the classes, one for each; empty: all 1", assay::at_least(0)), \
      assay::integer("ignore", -100, "targets of this number are left out (padding)", assay::at_least(-1000000))
