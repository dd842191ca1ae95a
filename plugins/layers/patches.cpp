// patches: an image is cut into squares that become steps, row by row, [N,C,H,W] -> [N, H/size W/size, C size size].
// Dosovitskiy et al. 2021, "An image is worth 16x16 words", arXiv:2010.11929: a `dense` after it embeds them as their
// convolution does whose stride is its kernel; a patch's numbers lie as such a kernel's weights, [C,size,size].
#include <algorithm>

#include "detail/window.hpp"

#include <assay/layer.hpp>

template <class T>
class Patches final : public assay::Layer<T> {
 public:
  explicit Patches(const assay::Arguments<T>& a) : size_(a.integer("size")) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::expect_image(input);
    if (input[2] % size_ != 0 || input[3] % size_ != 0)
      throw assay::Error("size " + std::to_string(size_) + " must divide the " + std::to_string(input[2]) +
                         " rows and the " + std::to_string(input[3]) + " columns of the image");
    assay::Plan plan{.output = {input[0], input[2] / size_ * (input[3] / size_), input[1] * size_ * size_}};
    plan.reads_input = false;
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    each_run(x.shape,
             [&](std::int64_t image, std::int64_t patch) { std::copy_n(x.data + image, size_, y.data + patch); });
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (!dx) return;
    each_run(dx.shape,
             [&](std::int64_t image, std::int64_t patch) { std::copy_n(dy.data + patch, size_, dx.data + image); });
  }

 private:
  /// Calls body(place in the image, place in the patch) for every row of every patch.
  template <class Body>
  void each_run(const assay::Shape& image, Body body) const {
    const std::int64_t channels = image[1], height = image[2], across = image[3] / size_;
    const std::int64_t patch = channels * size_ * size_;
    std::int64_t place = 0;
    for (std::int64_t n = 0; n < image[0]; ++n)
      for (std::int64_t c = 0; c < channels; ++c)
        for (std::int64_t h = 0; h < height; ++h)
          for (std::int64_t w = 0; w < across; ++w, place += size_)
            body(place, ((n * (height / size_) + h / size_) * across + w) * patch + (c * size_ + h % size_) * size_);
  }

  std::int64_t size_;
};
ASSAY_LAYER(Patches, "patches", "squares of an image become steps: [N,C,H,W] -> [N,T,C size size]",
            assay::integer("size", 1, "rows and columns of a patch", assay::at_least(1)))
