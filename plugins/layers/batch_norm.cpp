// batch_norm: y = weight (x - mean) / sqrt(variance + eps) + bias, with mean and variance of the batch in training and
// running ones otherwise. Ioffe & Szegedy 2015, arXiv:1502.03167. Per feature of [N,F] and [N,T,F], per channel of
// [N,C,H,W]. As PyTorch's BatchNorm1d and 2d: running = (1 - momentum) running + momentum new, the running variance
// unbiased (n - 1), the one that normalises biased (n).
#include <assay/math.hpp>

#include "detail/planes.hpp"

template <class T>
class BatchNorm final : public assay::Layer<T> {
 public:
  explicit BatchNorm(const assay::Arguments<T>& a)
      : eps_(static_cast<T>(a.real("eps"))),
        momentum_(static_cast<T>(a.real("momentum"))),
        affine_(a.boolean("affine")) {}

  assay::Plan plan(const assay::Shape& input) override {
    planes_ = assay::Planes(input);
    channels_ = planes_.channels;
    points_ = planes_.points;
    assay::Plan plan{.output = input};
    if (affine_) {
      plan.parameters.push_back({"weight", {channels_}, assay::Initial::constant(1)});
      plan.parameters.push_back({"bias", {channels_}, assay::Initial::constant(0)});
    }
    plan.buffers.push_back({"running_mean", {channels_}, 0});
    plan.buffers.push_back({"running_var", {channels_}, 1});
    plan.saved = static_cast<std::size_t>(2 * channels_);  // mean and 1/deviation of the batch
    plan.needs_batch = points_ == 1;
    plan.operations = 4.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for (std::int64_t c = 0; c < channels_; ++c) {
      if (pass.training)
        measure(pass, x, c);
      else
        take_running(pass, c);
      const T mean = this->mean(pass, c), scale = inverse(pass, c) * (affine_ ? pass.parameters[0][c] : T(1));
      const T shift = affine_ ? pass.parameters[1][c] : T(0);
      for_channel(x.batch(), c, [&](std::int64_t i) { y[i] = (x[i] - mean) * scale + shift; });
    }
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    for (std::int64_t c = 0; c < channels_; ++c) {
      const T mean = this->mean(pass, c), inverse = this->inverse(pass, c);
      T sum = 0, product = 0;  // of dy, and of dy times the normalised x
      for_channel(x.batch(), c, [&](std::int64_t i) {
        sum += dy[i];
        product += dy[i] * (x[i] - mean) * inverse;
      });
      if (affine_ && !dparameters.empty()) {
        dparameters[0][c] += product;
        dparameters[1][c] += sum;
      }
      if (!dx) continue;
      const T scale = inverse * (affine_ ? pass.parameters[0][c] : T(1));
      const T count = static_cast<T>(x.batch() * points_);
      const T shared = pass.training ? sum / count : T(0), slope = pass.training ? product / count : T(0);
      for_channel(x.batch(), c,
                  [&](std::int64_t i) { dx[i] = scale * (dy[i] - shared - (x[i] - mean) * inverse * slope); });
    }
  }

 private:
  template <class Body>
  void for_channel(std::int64_t batch, std::int64_t c, Body body) const {
    const std::int64_t step = planes_.step(batch);
    for (std::int64_t n = 0; n < batch; ++n) {
      const std::int64_t start = planes_.first(n, c, batch);
      if (step == 1)  // known to the compiler: vector code
        for (std::int64_t i = start; i < start + points_; ++i) body(i);
      else
        for (std::int64_t p = 0; p < points_; ++p) body(start + p * step);
    }
  }

  T& mean(assay::Pass<T>& pass, std::int64_t c) const { return pass.saved[static_cast<std::size_t>(c)]; }
  T& inverse(assay::Pass<T>& pass, std::int64_t c) const { return pass.saved[static_cast<std::size_t>(channels_ + c)]; }

  void measure(assay::Pass<T>& pass, assay::ConstView<T> x, std::int64_t c) const {
    const T count = static_cast<T>(x.batch() * points_);
    T sum = 0, squares = 0;
    for_channel(x.batch(), c, [&](std::int64_t i) { sum += x[i]; });
    const T mean = sum / count;
    for_channel(x.batch(), c, [&](std::int64_t i) { squares += (x[i] - mean) * (x[i] - mean); });
    this->mean(pass, c) = mean;
    inverse(pass, c) = T(1) / assay::sqrt(squares / count + eps_);
    T& running_mean = pass.buffers[0][c];
    T& running_var = pass.buffers[1][c];
    running_mean += momentum_ * (mean - running_mean);
    if (count > T(1)) running_var += momentum_ * (squares / (count - T(1)) - running_var);
  }

  void take_running(assay::Pass<T>& pass, std::int64_t c) const {
    mean(pass, c) = pass.buffers[0][c];
    inverse(pass, c) = T(1) / assay::sqrt(pass.buffers[1][c] + eps_);
  }

  T eps_, momentum_;
  bool affine_;
  assay::Planes planes_;
  std::int64_t channels_ = 0, points_ = 0;
};
ASSAY_LAYER(BatchNorm, "batch_norm", "y = weight (x - mean) / sqrt(variance + eps) + bias, per feature or channel",
            assay::real("eps", 1e-5, "keeps the quotient finite", assay::positive),
            assay::real("momentum", 0.1, "weight of the new batch in the running statistics", assay::between(0, 1)),
            assay::boolean("affine", true, "learn weight and bias"))
