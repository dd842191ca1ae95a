#pragma once
/// What the name of a figure ("test.accuracy", "validation_loss") says of its numbers: which are better, and between
/// which bounds they lie. All figures that this program measures are declared in one table.

#include <limits>
#include <string_view>

namespace assay::spec {

/// Both bounds belong to it; infinite where there is none.
struct Range {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();

  bool holds(double value) const { return low <= value && value <= high; }
};

/// Whether the table knows it.
bool is_declared(std::string_view figure);

/// Whether larger values are better. Of a figure that is not declared less is better, as of a loss.
bool larger_is_better(std::string_view figure);

/// The bounds by definition; none for a figure that is not declared, and for losses, whose bounds are those of the loss
/// function.
Range range_of(std::string_view figure);

/// [0, inf) for the loss functions that cannot be negative whatever the outputs are; none for others.
Range range_of_loss(std::string_view loss_function);

/// Whether a figure is the loss itself.
bool is_loss(std::string_view figure);

}  // namespace assay::spec
