#pragma once
/// Which classes were taken for which, and the scores that follow: precision, recall and F1 (van Rijsbergen 1979), as
/// scikit-learn's with zero_division=0.

#include <cstdint>
#include <vector>

namespace assay::train {

/// How one class (or one yes-or-no output) fared.
struct LabelCounts {
  std::int64_t right = 0, claimed = 0, present = 0;

  double precision() const { return share(right, claimed); }         ///< right / claimed
  double recall() const { return share(right, present); }            ///< right / present
  double f1() const { return share(2 * right, claimed + present); }  ///< their harmonic mean

 private:
  static double share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

class Confusion {
 public:
  Confusion() = default;
  /// For true and predicted classes 0 .. classes-1.
  explicit Confusion(std::int64_t classes) : classes_(classes), counts_(static_cast<std::size_t>(classes * classes)) {}

  void add(std::int64_t truth, std::int64_t predicted) {
    ++counts_[static_cast<std::size_t>(truth * classes_ + predicted)];
  }

  std::int64_t classes() const { return classes_; }
  /// [classes, classes]: rows are true classes, columns predicted ones.
  const std::vector<std::int64_t>& counts() const { return counts_; }
  /// One for each class, the rest being its opposite.
  std::vector<LabelCounts> labels() const;

 private:
  std::int64_t classes_ = 0;
  std::vector<std::int64_t> counts_;
};

using Score = double (LabelCounts::*)() const;

/// The mean of each label's score; labels that are neither claimed nor present do not count. NaN where none does.
double macro(const std::vector<LabelCounts>& labels, Score score);

/// The score of all labels' counts added up. NaN where there are none.
double micro(const std::vector<LabelCounts>& labels, Score score);

}  // namespace assay::train
