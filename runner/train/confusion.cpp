#include "train/confusion.hpp"

#include <limits>

namespace assay::train {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::vector<LabelCounts> Confusion::labels() const {
  std::vector<LabelCounts> labels(static_cast<std::size_t>(classes_));
  for (std::size_t truth = 0; truth < labels.size(); ++truth)
    for (std::size_t predicted = 0; predicted < labels.size(); ++predicted) {
      const std::int64_t count = counts_[truth * labels.size() + predicted];
      labels[truth].present += count;
      labels[predicted].claimed += count;
      if (truth == predicted) labels[truth].right += count;
    }
  return labels;
}

double macro(const std::vector<LabelCounts>& labels, Score score) {
  double sum = 0, counted = 0;
  for (const auto& label : labels) {
    if (label.claimed + label.present == 0) continue;
    sum += (label.*score)();
    ++counted;
  }
  return counted == 0 ? kUndefined : sum / counted;
}

double micro(const std::vector<LabelCounts>& labels, Score score) {
  LabelCounts all;
  for (const auto& label : labels) {
    all.right += label.right;
    all.claimed += label.claimed;
    all.present += label.present;
  }
  return all.claimed + all.present == 0 ? kUndefined : (all.*score)();
}

}  // namespace assay::train
