#pragma once
/// Losses in all variations, on outputs and targets that they accept.

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include <assay/loss.hpp>

#include "check/variations.hpp"

namespace assay::check {

/// Shapes to try: as many targets as outputs, or class numbers.
struct LossShapes {
  Shape y, target;
  bool classes;
};

/// What targets may be. A loss need not mean anything by all of them, but it must be differentiable on each.
enum class Targets { classes, bits, signs, probabilities };

/// A loss in one variation on one kind of example.
struct LossCase {
  Trial& trial;
  const std::string& variation;
  const Loss<double>& loss;
  Shape y_shape, target_shape;
  Targets targets;
  bool wants_probabilities;  ///< on other outputs it is no number

  std::vector<double> target() const;
  /// Outputs of a network; `which` draws others.
  std::vector<double> outputs(const std::string& which = "y") const;
  double value(const std::vector<double>& y, const std::vector<double>& target,
               std::vector<double>* dy = nullptr) const;
  std::size_t size() const { return static_cast<std::size_t>(y_shape.size()); }
};

/// Calls check(case) for every example that the loss accepts; fails where there is none.
void for_losses(Trial& trial, const std::function<void(const LossCase&)>& check);

/// The same for examples of kBatches samples with 1 to kMostFeatures outputs, as far as it accepts them.
void for_loss_sizes(Trial& trial, const std::function<void(const LossCase&)>& check);

/// That the loss and its gradient in float are what they are in double.
void check_precision(const LossCase& at);

// The checks, each in the file of its subject.
namespace loss {
void gradient(Trial&);
void batch_mean(Trial&);
void weight(Trial&);
void minimum(Trial&);
void value(Trial&);
void sizes(Trial&);
void precision(Trial&);
void large_outputs(Trial&);
void not_a_number(Trial&);
void wrong_class(Trial&);
void shapes(Trial&);
void repeat(Trial&);
void bounds(Trial&);
void hot_call(Trial&);
}  // namespace loss

}  // namespace assay::check
