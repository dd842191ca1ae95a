#pragma once
/// The lines of a tensor along one of its axes: for softmax and others that mix the numbers of a line.

#include <cstdint>
#include <string>
#include <type_traits>

#include <assay/layer.hpp>

namespace assay {

/// A tensor as [outer, extent, inner]: outer * inner lines of `extent` numbers, `inner` apart.
struct Lines {
  std::int64_t extent = 1, inner = 1;

  /// `axis` counts from 1, or from the end with -1; axis 0 is the batch. Throws Error where there is no such axis.
  Lines() = default;
  Lines(const Shape& shape, std::int64_t axis) {
    const std::int64_t place = axis < 0 ? axis + shape.rank() : axis;
    if (place < 1 || place >= shape.rank())
      throw Error("there is no axis " + std::to_string(axis) + " of samples in " + to_string(shape, true) +
                  "; expected 1 to " + std::to_string(shape.rank() - 1) + ", or -1 for the last");
    extent = shape[static_cast<int>(place)];
    inner = shape.from(static_cast<int>(place) + 1).size();
  }

  /// Calls body(offset of the line's first number, distance of its numbers) for each line of a tensor of `size` numbers
  /// whose lines have `length` of them (extent, unless it differs between input and output). A distance of 1 is a
  /// constant, so that loops over it become vector code.
  template <class Body>
  void each(std::int64_t size, std::int64_t length, Body body) const {
    for (std::int64_t outer = 0; outer < size; outer += length * inner)
      for (std::int64_t i = 0; i < inner; ++i)
        if (inner == 1)
          body(outer, std::integral_constant<std::int64_t, 1>{});
        else
          body(outer + i, inner);
  }
};

}  // namespace assay

#define ASSAY_AXIS_PARAMETER \
  assay::integer("axis", -1, "along which it runs: 1 is the first after the batch, -1 the last", assay::at_least(-5))
