// group_norm: y = weight (x - mean) / sqrt(variance + eps) + bias, with mean and variance (biased) over each group of
// channels of a sample, and all its pixels or steps. Wu & He 2018, arXiv:1803.08494; PyTorch's GroupNorm. One group is
// layer normalisation of the sample; as many as channels are instance normalisation.
#include "detail/normalisation.hpp"
#include "detail/planes.hpp"

template <class T>
class GroupNorm final : public assay::Layer<T> {
 public:
  explicit GroupNorm(const assay::Arguments<T>& a)
      : groups_(a.integer("groups")), eps_(static_cast<T>(a.real("eps"))), affine_(a.boolean("affine")) {}

  assay::Plan plan(const assay::Shape& input) override {
    planes_ = assay::Planes(input);
    if (planes_.channels % groups_ != 0)
      throw assay::Error("groups " + std::to_string(groups_) + " must divide the " + std::to_string(planes_.channels) +
                         " channels");
    assay::Plan plan{.output = input};
    if (affine_) {
      plan.parameters.push_back({"weight", {planes_.channels}, assay::Initial::constant(1)});
      plan.parameters.push_back({"bias", {planes_.channels}, assay::Initial::constant(0)});
    }
    plan.saved = static_cast<std::size_t>(2 * input[0] * groups_);
    plan.operations = 5.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for_groups(x.batch(), [&](std::int64_t n, std::int64_t g) {
      const auto moments = assay::moments_of(x.data, count(), eps_, members(n, g, x.batch()));
      keep(pass, n, g, 0) = moments.mean, keep(pass, n, g, 1) = moments.inverse;
      for_channels(n, g, x.batch(), [&](std::int64_t c, std::int64_t i) {
        y[i] = (x[i] - moments.mean) * moments.inverse * weight(pass, c) + (affine_ ? pass.parameters[1][c] : T(0));
      });
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    for_groups(x.batch(), [&](std::int64_t n, std::int64_t g) {
      const assay::Moments<T> moments{keep(pass, n, g, 0), keep(pass, n, g, 1)};
      if (affine_ && !dparameters.empty())
        for_channels(n, g, x.batch(), [&](std::int64_t c, std::int64_t i) {
          dparameters[0][c] += dy[i] * (x[i] - moments.mean) * moments.inverse;
          dparameters[1][c] += dy[i];
        });
      if (dx)
        assay::through_moments(moments, x.data, dy.data, dx.data, count(), members(n, g, x.batch()),
                               [&](std::int64_t i) { return weight(pass, channel_of(i)); });
    });
  }

 private:
  std::int64_t group_channels() const { return planes_.channels / groups_; }
  /// Numbers of a group.
  T count() const { return static_cast<T>(group_channels() * planes_.points); }

  template <class Body>
  void for_groups(std::int64_t batch, Body body) const {
    for (std::int64_t n = 0; n < batch; ++n)
      for (std::int64_t g = 0; g < groups_; ++g) body(n, g);
  }

  /// Calls body(channel, index) for every number of a group.
  template <class Body>
  void for_channels(std::int64_t n, std::int64_t g, std::int64_t batch, Body body) const {
    for (std::int64_t c = g * group_channels(); c < (g + 1) * group_channels(); ++c)
      for (std::int64_t p = 0; p < planes_.points; ++p) body(c, planes_.first(n, c, batch) + p * planes_.step(batch));
  }

  auto members(std::int64_t n, std::int64_t g, std::int64_t batch) const {
    return [=, this](auto body) { for_channels(n, g, batch, [&](std::int64_t, std::int64_t i) { body(i); }); };
  }

  std::int64_t channel_of(std::int64_t i) const {
    return planes_.images ? i / planes_.points % planes_.channels : i % planes_.channels;
  }
  T weight(const assay::Pass<T>& pass, std::int64_t c) const { return affine_ ? pass.parameters[0][c] : T(1); }
  T& keep(const assay::Pass<T>& pass, std::int64_t n, std::int64_t g, std::int64_t which) const {
    return pass.saved[static_cast<std::size_t>(2 * (n * groups_ + g) + which)];
  }

  std::int64_t groups_;
  T eps_;
  bool affine_;
  assay::Planes planes_;
};
ASSAY_LAYER(GroupNorm, "group_norm", "y = weight (x - mean) / sqrt(variance + eps) + bias, per group of channels",
            assay::integer("groups", assay::required, "must divide the channels", assay::at_least(1)),
            assay::real("eps", 1e-5, "keeps the quotient finite", assay::positive),
            assay::boolean("affine", true, "learn weight and bias, one for each channel"))
