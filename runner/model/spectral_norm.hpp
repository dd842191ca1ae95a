#pragma once
/// A layer whose weight is divided by its largest singular value, so that no input grows by more than a factor 1; for
/// the discriminators of GANs. Miyato, Kataoka, Koyama & Yoshida 2018, "Spectral normalization", arXiv:1802.05957.
///
/// As PyTorch's spectral_norm: the weight, as a matrix [shape[0], rest], has its singular vectors u and v followed by
/// one power iteration in each forward pass of training, v = W^T u / |..|, u = W v / |..|, and sigma = u^T W v; u and v
/// are kept as buffers weight_u and weight_v and count as constants for the gradient. u starts even over all rows.

#include <memory>
#include <span>
#include <vector>

#include <assay/layer.hpp>

namespace assay::model {

template <class T>
class SpectralNorm final : public Layer<T> {
 public:
  explicit SpectralNorm(std::unique_ptr<Layer<T>> inner) : inner_(std::move(inner)) {}

  void expect_workers(int workers) override { inner_->expect_workers(workers); }
  /// Throws Error for a layer without a `weight` of rank 2 or more.
  Plan plan(const Shape& input) override;
  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override;
  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override;

 private:
  /// The inner layer's pass, with the divided weight in place of its own.
  Pass<T> inner_pass(const Pass<T>& pass);
  void iterate(const Pass<T>& pass, std::span<T> u, std::span<T> v) const;
  void keep_vectors(const Pass<T>& pass) const;

  // In `saved`: what the inner layer keeps, the divided weight, u, v, sigma.
  std::span<T> divided(const Pass<T>& pass) const { return pass.saved.subspan(kept_, rows_ * columns_); }
  std::span<T> u(const Pass<T>& pass) const { return pass.saved.subspan(kept_ + rows_ * columns_, rows_); }
  std::span<T> v(const Pass<T>& pass) const { return pass.saved.subspan(kept_ + rows_ * columns_ + rows_, columns_); }
  T& sigma(const Pass<T>& pass) const { return pass.saved.back(); }

  std::unique_ptr<Layer<T>> inner_;
  std::size_t weight_ = 0, buffers_ = 0;  ///< place of the weight; buffers of the inner layer
  std::size_t rows_ = 0, columns_ = 0, kept_ = 0, scratch_ = 0;
  std::vector<ConstView<T>> parameters_;
  std::vector<View<T>> gradients_;
};

extern template class SpectralNorm<float>;
extern template class SpectralNorm<double>;

}  // namespace assay::model
