// one_hot: each token as a vector with a single 1, [N,T] -> [N,T,classes]; PyTorch's one_hot, but
// that what is none of the tokens gets the vector 0. Tokens are not differentiable: the input gets a zero gradient.
#include <algorithm>

#include <assay/index.hpp>
#include <assay/layer.hpp>

template <class T>
class OneHot final : public assay::Layer<T> {
 public:
  explicit OneHot(const assay::Arguments<T>& a) : classes_(a.integer("classes")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 2) throw assay::Error("expects token numbers [N,T] but gets " + to_string(input, true));
    assay::Plan plan{.output = {input[0], input[1], classes_}};
    plan.reads_input = false;
    plan.vocabulary = classes_;
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    std::fill_n(y.data, y.size(), T(0));
    for (std::int64_t i = 0; i < x.size(); ++i) {
      const std::int64_t token = assay::index_of(x[i], classes_);
      if (token >= 0) y[i * classes_ + token] = T(1);
    }
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T>, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (dx) std::fill_n(dx.data, dx.size(), T(0));
  }

 private:
  std::int64_t classes_;
};
ASSAY_LAYER(OneHot, "one_hot", "token numbers [N,T] -> vectors with a single 1 [N,T,classes]",
            assay::integer("classes", assay::required, "number of tokens", assay::at_least(1)))
