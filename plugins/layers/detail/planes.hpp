#pragma once
/// The channels of a tensor: where the numbers of channel c of sample n lie. Channels are axis 1 of images [N,C,H,W],
/// the last axis of [N,F] and [N,T,F].

#include <cstdint>

#include <assay/layer.hpp>

#include "batch_last.hpp"

namespace assay {

/// A tensor seen as samples, channels, and the points of a channel (pixels, steps).
struct Planes {
  std::int64_t channels = 1, points = 1;
  bool images = false, batch_last = false;

  Planes() = default;
  /// `last`: images lie batch last.
  explicit Planes(const Shape& input, bool last = false) : batch_last(last) {
    if (input.rank() < 2) throw Error("expects [N,F], [N,T,F] or [N,C,H,W] but gets " + to_string(input, true));
    images = input.rank() > 3;
    channels = input[channel_axis(input)];
    points = input.from(1).size() / channels;
  }

  /// Images batch last where that pays for the convolutions around.
  template <class T>
  static Planes for_neighbours(const Shape& input) {
    return Planes(input, input.rank() > 3 && batch_last_pays<T>(input[0]));
  }

  Order order() const { return batch_last ? Order::batch_last : Order::batch_first; }

  /// Distance from point to point of a channel, in a batch of n.
  std::int64_t step(std::int64_t n) const { return batch_last ? n : images ? 1 : channels; }
  /// The first point of channel c of sample i, in a batch of n.
  std::int64_t first(std::int64_t i, std::int64_t c, std::int64_t n) const {
    if (batch_last) return c * points * n + i;
    return i * channels * points + (images ? c * points : c);
  }

  /// Calls body(sample, channel, first, step) for every channel of every sample.
  template <class Body>
  void each(std::int64_t n, Body body) const {
    for (std::int64_t i = 0; i < n; ++i)
      for (std::int64_t c = 0; c < channels; ++c) body(i, c, first(i, c, n), step(n));
  }
};

}  // namespace assay
