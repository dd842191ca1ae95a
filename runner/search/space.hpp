#pragma once
/// What a search may choose: numbers between two ends, or one of several values, an axis each.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <assay/random.hpp>

namespace assay::search {

struct Axis {
  enum class Kind { choice, linear, log, integer };

  std::string name;
  Kind kind = Kind::linear;
  double low = 0, high = 1;  ///< both belong to it
  double step = 1;           ///< of integers, which are low, low + step, ... up to high
  std::size_t choices = 0;   ///< of a choice, numbered from 0

  /// How many values there are; 0: any number between the ends.
  std::size_t count() const;
  /// The number's place on the axis, on which equal distances matter alike: its logarithm, or itself.
  double coordinate(double value) const;
  /// The nearest value to a coordinate. Numbers are rounded to four significant digits of themselves, or of the range
  /// where that is finer: a run's configuration stays readable, and does not depend on the last bit of a logarithm.
  double value(double coordinate) const;
  /// The value at a share of the way, in [0, 1).
  double at(double share) const;
};

using Space = std::vector<Axis>;

/// A value an axis: a number, or which choice.
using Point = std::vector<double>;

/// How many points there are; 0: more than can be counted.
std::uint64_t count_points(const Space& space);

/// A point, every value equally likely (of a logarithmic axis: every order of magnitude).
Point draw(const Space& space, const Random& random);

/// Point number `index` of a space that can be counted.
Point point_at(const Space& space, std::uint64_t index);

}  // namespace assay::search
