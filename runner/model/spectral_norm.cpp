#include "model/spectral_norm.hpp"

#include <algorithm>
#include <cmath>

namespace assay::model {
namespace {

template <class T>
void normalise(std::span<T> vector) {
  T squares = 0;
  for (const T number : vector) squares += number * number;
  const T size = std::max(std::sqrt(squares), T(1e-12));
  for (T& number : vector) number /= size;
}

}  // namespace

template <class T>
Plan SpectralNorm<T>::plan(const Shape& input) {
  Plan plan = inner_->plan(input);
  const auto weight =
      std::ranges::find_if(plan.parameters, [](const auto& p) { return p.name == "weight" && p.shape.rank() > 1; });
  if (weight == plan.parameters.end()) throw Error("normalises a weight, and the layer has none");
  weight_ = static_cast<std::size_t>(weight - plan.parameters.begin());
  rows_ = static_cast<std::size_t>(weight->shape[0]);
  columns_ = static_cast<std::size_t>(weight->shape.size()) / rows_;
  buffers_ = plan.buffers.size(), kept_ = plan.saved, scratch_ = plan.scratch;
  plan.buffers.push_back({"weight_u", {static_cast<std::int64_t>(rows_)}, 1 / std::sqrt(static_cast<double>(rows_))});
  plan.buffers.push_back({"weight_v", {static_cast<std::int64_t>(columns_)}, 0});
  plan.saved += rows_ * columns_ + rows_ + columns_ + 1;
  plan.scratch += rows_ * columns_;
  plan.in_place = false;
  parameters_.resize(plan.parameters.size());
  gradients_.resize(plan.parameters.size());
  return plan;
}

template <class T>
Pass<T> SpectralNorm<T>::inner_pass(const Pass<T>& pass) {
  std::ranges::copy(pass.parameters, parameters_.begin());
  parameters_[weight_].data = divided(pass).data();
  Pass<T> inner = pass;
  inner.parameters = parameters_;
  inner.buffers = pass.buffers.first(buffers_);
  inner.saved = pass.saved.first(kept_);
  inner.scratch = pass.scratch.first(scratch_);
  return inner;
}

template <class T>
void SpectralNorm<T>::iterate(const Pass<T>& pass, std::span<T> u, std::span<T> v) const {
  const T* weight = pass.parameters[weight_].data;
  std::ranges::fill(v, T(0));
  for (std::size_t r = 0; r < rows_; ++r)
    for (std::size_t c = 0; c < columns_; ++c) v[c] += weight[r * columns_ + c] * u[r];
  normalise(v);
  for (std::size_t r = 0; r < rows_; ++r) {
    u[r] = 0;
    for (std::size_t c = 0; c < columns_; ++c) u[r] += weight[r * columns_ + c] * v[c];
  }
  normalise(u);
}

/// Takes u and v for this pass: in training a step on, and kept so; a network that never trained has no v yet.
template <class T>
void SpectralNorm<T>::keep_vectors(const Pass<T>& pass) const {
  const std::span<T> kept_u = pass.buffers[buffers_].flat(), kept_v = pass.buffers[buffers_ + 1].flat();
  const bool fresh = std::ranges::all_of(kept_v, [](T number) { return number == T(0); });
  if (pass.training) iterate(pass, kept_u, kept_v);
  std::ranges::copy(kept_u, u(pass).begin());
  std::ranges::copy(kept_v, v(pass).begin());
  if (!pass.training && fresh) iterate(pass, u(pass), v(pass));
}

template <class T>
void SpectralNorm<T>::forward(Pass<T>& pass, ConstView<T> x, View<T> y) {
  keep_vectors(pass);
  const T* weight = pass.parameters[weight_].data;
  T sum = 0;
  for (std::size_t r = 0; r < rows_; ++r)
    for (std::size_t c = 0; c < columns_; ++c) sum += u(pass)[r] * weight[r * columns_ + c] * v(pass)[c];
  sigma(pass) = sum;
  for (std::size_t i = 0; i < rows_ * columns_; ++i) divided(pass)[i] = weight[i] / sum;
  Pass<T> inner = inner_pass(pass);
  inner_->forward(inner, x, y);
}

/// With G = dLoss/d(W / sigma): dLoss/dW = (G - sum(G W) / sigma u v^T) / sigma.
template <class T>
void SpectralNorm<T>::backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                               std::span<const View<T>> dparameters) {
  Pass<T> inner = inner_pass(pass);
  if (dparameters.empty()) return inner_->backward(inner, x, y, dy, dx, dparameters);
  const std::span<T> gradient = pass.scratch.subspan(scratch_, rows_ * columns_);
  std::ranges::fill(gradient, T(0));
  std::ranges::copy(dparameters, gradients_.begin());
  gradients_[weight_].data = gradient.data();
  inner_->backward(inner, x, y, dy, dx, gradients_);
  T product = 0;
  for (std::size_t i = 0; i < gradient.size(); ++i) product += gradient[i] * divided(pass)[i];
  T* const to = dparameters[weight_].data;
  for (std::size_t r = 0; r < rows_; ++r)
    for (std::size_t c = 0; c < columns_; ++c)
      to[r * columns_ + c] += (gradient[r * columns_ + c] - product * u(pass)[r] * v(pass)[c]) / sigma(pass);
}

template class SpectralNorm<float>;
template class SpectralNorm<double>;

}  // namespace assay::model
