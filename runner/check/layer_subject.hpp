#pragma once
/// Layers in all variations on all shapes that they take.

#include <array>
#include <string>
#include <vector>

#include "base/failure.hpp"
#include "check/layer_harness.hpp"
#include "check/variations.hpp"

namespace assay::check {

/// Inputs to try, batch first: features, sequences (one of a single step), images.
inline const std::array<Shape, 4> kShapes{Shape{3, 6}, Shape{3, 5, 6}, Shape{3, 1, 6}, Shape{2, 4, 6, 5}};

/// Whether a layer reads token numbers.
inline bool reads_tokens(const Trial& trial, const std::string& variation) {
  for (const auto& argument : component(variation, "layer", trial.registry()).arguments)
    if (counts_tokens(argument.name) && std::get<std::int64_t>(argument.value) > 0) return true;
  return false;
}

/// A layer in one variation on one shape.
template <class T>
struct LayerCase {
  Trial& trial;
  const std::string& variation;
  const Shape& shape;
  Layer<T>& layer;
  bool tokens;

  LayerHarness<T> harness(bool fenced = false) const { return LayerHarness<T>(trial, layer, shape, fenced); }
  /// Token numbers below 5 where the layer reads tokens, normal numbers elsewhere.
  std::vector<T> inputs() const { return inputs(shape); }
  std::vector<T> inputs(const Shape& of) const {
    auto x = trial.numbers<T>(of.size(), "x");
    for (std::size_t i = 0; tokens && i < x.size(); ++i) x[i] = static_cast<T>(i % 5);
    return x;
  }
  std::vector<T> output_gradient(const LayerHarness<T>& harness) const {
    return trial.numbers<T>(harness.plan().output.size(), "dy");
  }
  /// The same variation once more.
  template <class U>
  std::unique_ptr<Layer<U>> another() const {
    return make<Layer, U>(trial, variation);
  }
};

/// Calls check(case) for every shape that the layer, in this variation, takes and computes something on. A layer that
/// takes none of the shapes fails.
template <class T, class Check>
void for_shapes(Trial& trial, const std::string& variation, Check check) {
  std::size_t taken = 0;
  std::string refusal;
  for (const auto& shape : kShapes) {
    const auto layer = make<Layer, T>(trial, variation);
    bool computes = false;
    try {
      computes = !layer->plan(shape).relabels;
    } catch (const Error& error) {
      refusal = error.what();
      continue;
    }
    ++taken;
    trial.look_at(variation + " on " + to_string(shape));
    if (computes) check(LayerCase<T>{trial, variation, shape, *layer, reads_tokens(trial, variation)});
  }
  trial.look_at(variation);
  trial.expect(taken > 0, [&] { return "it takes none of [N,6], [N,5,6], [N,1,6] and [N,4,6,5]: " + refusal; });
}

template <class T, class Check>
void for_layers(Trial& trial, Check check) {
  for_variations(trial, [&](const std::string& variation) { for_shapes<T>(trial, variation, check); });
}

/// NaN where a number is not the same: unlike ==, says that NaN equals NaN.
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i]))) return false;
  return true;
}

/// That a step in float comes to what it comes to in double, on inputs of this shape: within 1e-4 of the largest number
/// of each array, or of `size` where all are smaller.
void check_precision(const LayerCase<double>& at, const Shape& shape, double size = 1e-2);

// The checks, each in the file of its subject.
namespace layer {
void gradients(Trial&);
void gradients_evaluating(Trial&);
void first(Trial&);
void frozen(Trial&);
void accumulates(Trial&);
void samples(Trial&);
void precision(Trial&);
void large_batch(Trial&);
void sizes(Trial&);
void not_a_number(Trial&);
void plan(Trial&);
void reads(Trial&);
void in_place(Trial&);
void repeat(Trial&);
void modes(Trial&);
void restore(Trial&);
void bounds(Trial&);
void threads(Trial&);
void hot_call(Trial&);
}  // namespace layer

}  // namespace assay::check
