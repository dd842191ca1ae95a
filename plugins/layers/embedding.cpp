// embedding: a learned vector for each token, [N,T] -> [N,T,units]. weight [vocabulary,units] starts standard normal,
// as PyTorch's Embedding; what is no token of the vocabulary gets the vector 0, and nothing is learned from it. Token
// numbers are not differentiable: the input gets a zero gradient.
#include <algorithm>

#include <assay/index.hpp>
#include <assay/layer.hpp>

template <class T>
class Embedding final : public assay::Layer<T> {
 public:
  explicit Embedding(const assay::Arguments<T>& a) : vocabulary_(a.integer("vocabulary")), units_(a.integer("units")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 2) throw assay::Error("expects token numbers [N,T] but gets " + to_string(input, true));
    assay::Plan plan{.output = {input[0], input[1], units_}};
    plan.vocabulary = vocabulary_;
    plan.parameters.push_back(
        {"weight", {vocabulary_, units_}, assay::Initial::normal(1), assay::Initial::uniform(0.05)});
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for (std::int64_t i = 0; i < x.size(); ++i) {
      const std::int64_t token = assay::index_of(x[i], vocabulary_);
      if (token < 0)
        std::fill_n(y.data + i * units_, units_, T(0));
      else
        std::copy_n(pass.parameters[0].data + token * units_, units_, y.data + i * units_);
    }
  }

  void backward(assay::Pass<T>&, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>> dparameters) override {
    if (dx) std::fill_n(dx.data, dx.size(), T(0));
    if (dparameters.empty()) return;
    for (std::int64_t i = 0; i < x.size(); ++i) {
      const std::int64_t token = assay::index_of(x[i], vocabulary_);
      if (token < 0) continue;
      T* gradient = dparameters[0].data + token * units_;
      for (std::int64_t u = 0; u < units_; ++u) gradient[u] += dy[i * units_ + u];
    }
  }

 private:
  std::int64_t vocabulary_, units_;
};
ASSAY_LAYER(Embedding, "embedding", "token numbers [N,T] -> learned vectors [N,T,units]",
            assay::integer("vocabulary", assay::required, "number of tokens", assay::at_least(1)),
            assay::integer("units", assay::required, "length of a vector", assay::at_least(1)))
