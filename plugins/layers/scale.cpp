// scale: y = weight x, one learned number for each feature or channel. At the end of a residual's layers, from a small
// `start` on, it is the layer scale of Touvron et al. 2021, "Going deeper with image transformers", arXiv:2103.17239
// (1e-6 to 0.1), and ConvNeXt's.
#include "detail/planes.hpp"

template <class T>
class Scale final : public assay::Layer<T> {
 public:
  explicit Scale(const assay::Arguments<T>& a) : start_(a.real("start")) {}

  assay::Plan plan(const assay::Shape& input) override {
    planes_ = assay::Planes::for_neighbours<T>(input);
    assay::Plan plan{.output = input};
    plan.parameters.push_back({"weight", {planes_.channels}, assay::Initial::constant(start_)});
    plan.order = planes_.order();
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override { multiply(pass, x, y); }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    if (!dparameters.empty())
      planes_.each(dy.batch(), [&](std::int64_t, std::int64_t c, std::int64_t first, std::int64_t step) {
        T sum = 0;
        for (std::int64_t p = 0; p < planes_.points; ++p) sum += x[first + p * step] * dy[first + p * step];
        dparameters[0][c] += sum;
      });
    if (dx) multiply(pass, dy, dx);
  }

 private:
  void multiply(const assay::Pass<T>& pass, assay::ConstView<T> from, assay::View<T> to) const {
    planes_.each(from.batch(), [&](std::int64_t, std::int64_t c, std::int64_t first, std::int64_t step) {
      const T factor = pass.parameters[0][c];
      for (std::int64_t p = 0; p < planes_.points; ++p) to[first + p * step] = factor * from[first + p * step];
    });
  }

  double start_;
  assay::Planes planes_;
};
ASSAY_LAYER(Scale, "scale", "y = weight x, for each feature or channel",
            assay::real("start", 1.0, "where the weights start"))
