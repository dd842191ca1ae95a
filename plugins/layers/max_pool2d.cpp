// max_pool2d: the largest number under each window, channel by channel, [N,C,H,W] -> [N,C,H',W']. PyTorch's MaxPool2d
// (stride = size by default, padding counts as -infinity). The first of equal numbers gets the gradient; NaN counts as
// the largest.
#include <algorithm>
#include <cstring>
#include <limits>

#include "detail/pooling.hpp"

template <class T>
class MaxPool2d final : public assay::Layer<T> {
 public:
  explicit MaxPool2d(const assay::Arguments<T>& a) : window_(a) {}

  void expect_workers(int workers) override { window_.expect_workers(workers); }

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan = window_.template plan<T>(input);
    plan.reads_input = true;
    plan.reads_output = true;
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t lanes = window_.lanes(x.shape);
    window_.walk(pass.workers, x.shape, [&](std::int64_t out, std::span<const std::int64_t> under) {
      std::int64_t lane = 0;
      for (; lane + kBlock <= lanes; lane += kBlock) raise<Block>(x.data + lane, under, y.data + out + lane);
      for (; lane < lanes; ++lane) raise<T>(x.data + lane, under, y.data + out + lane);
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T> y, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t lanes = window_.lanes(x.shape);
    const bool add = !window_.tiles();  // else every input lies under just one window
    if (add) std::fill_n(dx.data, dx.size(), T(0));
    window_.walk(pass.workers, x.shape, [&](std::int64_t out, std::span<const std::int64_t> under) {
      std::int64_t lane = 0;
      for (; lane + kBlock <= lanes; lane += kBlock)
        give<Block>(x.data + lane, under, y.data + out + lane, dy.data + out + lane, dx.data + lane, add);
      for (; lane < lanes; ++lane)
        give<T>(x.data + lane, under, y.data + out + lane, dy.data + out + lane, dx.data + lane, add);
    });
  }

 private:
  /// Lanes whose numbers stay in registers: a vector, or T itself for what is left over.
  using Block [[gnu::vector_size(assay::kVectorBytes)]] = T;
  static constexpr std::int64_t kBlock = assay::kVectorBytes / sizeof(T);

  template <class Numbers>
  static Numbers load(const T* from) {
    Numbers numbers;
    std::memcpy(&numbers, from, sizeof numbers);
    return numbers;
  }
  template <class Numbers>
  static void store(const Numbers& numbers, T* to) {
    std::memcpy(to, &numbers, sizeof numbers);
  }

  template <class Numbers>
  static void raise(const T* x, std::span<const std::int64_t> under, T* y) {
    Numbers most = Numbers{} - std::numeric_limits<T>::infinity();
    for (const std::int64_t in : under) {
      const auto numbers = load<Numbers>(x + in);
      most = (numbers > most) | (numbers != numbers) ? numbers : most;
    }
    store(most, y);
  }

  /// `rest` is what is still to be given: nothing after the first of equal numbers got it.
  template <class Numbers>
  static void give(const T* x, std::span<const std::int64_t> under, const T* y, const T* dy, T* dx, bool add) {
    const auto most = load<Numbers>(y);
    auto rest = load<Numbers>(dy);
    for (const std::int64_t in : under) {
      const auto found = load<Numbers>(x + in) == most;
      const Numbers given = found ? rest : Numbers{};
      store<Numbers>(add ? load<Numbers>(dx + in) + given : given, dx + in);
      rest = found ? Numbers{} : rest;
    }
  }

  assay::PoolingWindow window_;
};
ASSAY_LAYER(MaxPool2d, "max_pool2d", "the largest number under each window: [N,C,H,W] -> [N,C,H',W']",
            ASSAY_POOLING_PARAMETERS)
