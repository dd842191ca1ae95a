#pragma once
/// An activation as a layer uses it, with those of its parameters that the experiment calls `trainable` among the
/// layer's own learned tensors: one number each, or one for every channel.

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <assay/activation.hpp>
#include <assay/layer.hpp>

namespace assay {

template <class T>
class InnerActivation {
 public:
  using Learned = std::span<const ConstView<T>>;  ///< the tensors that plan() appended, in that order

  explicit InnerActivation(std::shared_ptr<const Activation<T>> f)
      : f_(std::move(f)), values_(f_->parameters().begin(), f_->parameters().end()) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (f_->trainable()[i]) ++learned_;
      if (f_->per_channel()[i]) per_channel_ = true;
    }
  }

  /// [setup] Appends what is learned to `into`, each named prefix + parameter + suffix. Its numbers will come as
  /// [rows,channels], or as [channels,rest] with `planes`.
  void plan(std::vector<ParameterPlan>& into, std::int64_t channels, bool planes = false,
            const std::string& prefix = "", const std::string& suffix = "") {
    channels_ = static_cast<std::size_t>(channels), planes_ = planes;
    const auto start = f_->parameters();
    for (std::size_t i = 0; i < start.size(); ++i)
      if (f_->trainable()[i])
        into.push_back({prefix + f_->declared()[i].name + suffix,
                        {f_->per_channel()[i] ? channels : 1},
                        Initial::constant(static_cast<double>(start[i]))});
    if (!per_channel_) return;
    columns_.resize(start.size() * channels_);
    sums_.resize(columns_.size());
  }

  const Activation<T>& function() const { return *f_; }
  std::size_t learned() const { return learned_; }
  bool per_channel() const { return per_channel_; }
  bool reads_input() const { return f_->slope_from() == SlopeFrom::input || learned_ > 0; }
  bool reads_output() const { return f_->slope_from() == SlopeFrom::output; }

  /// [step] y = f(x); y may lie on x.
  void forward(Learned learned, std::span<const T> x, std::span<T> y) {
    if (!per_channel_) return f_->forward(values(learned, 0), x, y);
    if (!planes_) return f_->forward_columns(columns(learned), channels_, x, y);
    for (std::size_t c = 0; c < channels_; ++c) f_->forward(values(learned, c), part(x, c), part(y, c));
  }

  /// [step] dx = dy f'(x) where dx is not empty, and adds to `dlearned` where that is not. dx may lie on dy. x may be
  /// empty unless reads_input(), y unless reads_output().
  void backward(Learned learned, std::span<const T> x, std::span<const T> y, std::span<const T> dy, std::span<T> dx,
                std::span<const View<T>> dlearned) {
    if (learned_ > 0 && !dlearned.empty()) add_gradients(learned, x, dy, dlearned);
    if (dx.empty()) return;
    if (!per_channel_) return f_->backward(values(learned, 0), x, y, dy, dx);
    if (!planes_) return f_->backward_columns(columns(learned), channels_, x, y, dy, dx);
    for (std::size_t c = 0; c < channels_; ++c)
      f_->backward(values(learned, c), part(x, c), part(y, c), part(dy, c), part(dx, c));
  }

 private:
  template <class Number>
  std::span<Number> part(std::span<Number> all, std::size_t channel) const {
    const std::size_t size = all.size() / channels_;
    return all.subspan(channel * size, size);
  }

  /// The parameters of one channel now: learned ones from the layer's tensors, the others as given.
  std::span<const T> values(Learned learned, std::size_t channel) {
    std::size_t next = 0;
    for (std::size_t i = 0; learned_ > 0 && i < values_.size(); ++i)
      if (f_->trainable()[i]) {
        const ConstView<T>& tensor = learned[next++];
        values_[i] = tensor.data[f_->per_channel()[i] ? channel : 0];
      }
    return values_;
  }

  std::span<const T> columns(Learned learned) {
    for (std::size_t c = 0; c < channels_; ++c) {
      const auto one = values(learned, c);
      for (std::size_t i = 0; i < one.size(); ++i) columns_[i * channels_ + c] = one[i];
    }
    return columns_;
  }

  void add_gradients(Learned learned, std::span<const T> x, std::span<const T> dy, std::span<const View<T>> dlearned) {
    if (!per_channel_ || planes_) {
      for (std::size_t c = 0; c < (planes_ && per_channel_ ? channels_ : 1); ++c) {
        const bool whole = !per_channel_;
        gradient_.assign(values_.size(), T(0));
        f_->backward_parameters(values(learned, c), whole ? x : part(x, c), whole ? dy : part(dy, c), gradient_);
        add(gradient_, 1, c, dlearned);
      }
      return;
    }
    sums_.assign(sums_.size(), T(0));
    f_->backward_parameters_columns(columns(learned), channels_, x, dy, sums_);
    for (std::size_t c = 0; c < channels_; ++c) add(std::span<const T>(sums_).subspan(c), channels_, c, dlearned);
  }

  /// Adds one channel's gradients, `stride` apart, to the tensors.
  void add(std::span<const T> gradients, std::size_t stride, std::size_t channel, std::span<const View<T>> to) const {
    std::size_t next = 0;
    for (std::size_t i = 0; i < values_.size(); ++i)
      if (f_->trainable()[i]) to[next++].data[f_->per_channel()[i] ? channel : 0] += gradients[i * stride];
  }

  std::shared_ptr<const Activation<T>> f_;
  std::size_t learned_ = 0, channels_ = 1;
  bool per_channel_ = false, planes_ = false;
  std::vector<T> values_;              ///< of one channel
  std::vector<T> gradient_ = values_;  ///< of one channel
  std::vector<T> columns_, sums_;      ///< [parameters,channels]
};

}  // namespace assay
