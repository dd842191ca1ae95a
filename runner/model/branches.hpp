#pragma once
/// Several paths from one input, joined again, as one layer: their outputs are added (`residual`, `parallel`),
/// multiplied (`product`) or put side by side along features or channels (`concat`). A path without layers is the input
/// itself.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <assay/layer.hpp>

#include "model/sequence.hpp"

namespace assay::model {

template <class T>
class Branches final : public Layer<T> {
 public:
  enum class Join { sum, product, concat };
  struct Path {
    std::string name;  ///< prefix of its parameters; empty: none
    std::unique_ptr<Sequence<T>> layers;
  };

  Branches(Join join, std::vector<Path> paths);

  void expect_workers(int workers) override {
    for (const auto& path : paths_) path.layers->expect_workers(workers);
  }
  Plan plan(const Shape& input) override;
  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override;
  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override;

 private:
  /// Where things of a path lie.
  struct Part {
    Plan plan;
    bool straight = false;  ///< no layers: the input itself
    std::size_t parameter = 0, buffer = 0;
    std::size_t output = 0, saved = 0;  ///< into the whole's saved
    std::int64_t first = 0;             ///< of concat: where its channels begin
  };

  /// Plans all paths with the batch at one end; tells whether none turned it around inside.
  bool plan_paths(const Shape& input, Order order);
  void check_outputs() const;
  Shape joined() const;
  Pass<T> pass_of(std::size_t path, const Pass<T>& whole) const;
  /// dLoss/d(output of a path), from dLoss/dy.
  const T* gradient_of(std::size_t path, const Pass<T>& whole, const T* x, ConstView<T> dy) const;
  View<T> output_of(std::size_t path, const Pass<T>& whole, std::int64_t batch) const;
  /// Calls body(offset in y, offset in the path's output, count) for each stretch of a path's output.
  template <class Body>
  void for_stretches(std::size_t path, std::int64_t batch, Body body) const;

  Join join_;
  std::vector<Path> paths_;
  std::vector<Part> parts_;
  Shape output_;
  Order order_ = Order::batch_first;
  std::size_t slice_ = 0, down_ = 0;  ///< scratch for the gradient of a path's output, and for its dx
};

extern template class Branches<float>;
extern template class Branches<double>;

}  // namespace assay::model
