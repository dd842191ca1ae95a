#pragma once
/// Learning curves drawn with characters.

#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace assay::report {

struct Curve {
  std::string name;
  std::string mark;            ///< the character it is drawn with; later curves cover earlier ones
  std::vector<double> values;  ///< one an epoch; NaN leaves a gap
};

/// Draws curves over the epochs 1, 2, ... into one field of `width` by `height` characters, with the least and the
/// largest value at the left and a legend below. Where there are more epochs than columns, a column shows the mean of
/// its epochs. Draws nothing where no value is finite.
void draw_curves(std::ostream& out, std::span<const Curve> curves, std::size_t width = 64, std::size_t height = 12);

}  // namespace assay::report
