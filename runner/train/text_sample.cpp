#include "train/text_sample.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/utf8.hpp"

namespace assay::train {
namespace {

template <class T>
std::size_t draw(std::span<const T> logits, double temperature, Random& random) {
  const double largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
  std::vector<double> cumulative;
  double total = 0;
  for (const T logit : logits)
    cumulative.push_back(total += std::exp((static_cast<double>(logit) - largest) / temperature));
  const auto found = std::upper_bound(cumulative.begin(), cumulative.end(), random.uniform() * total);
  return std::min(static_cast<std::size_t>(found - cumulative.begin()), logits.size() - 1);
}

}  // namespace

template <class T>
std::string sample_text(model::Network<T>& network, const data::Dataset<T>& data, const spec::SampleSpec& sample,
                        Random random) {
  const std::int64_t steps = data.input[0];
  std::vector<T> window(data.inputs.begin(), data.inputs.begin() + steps);
  std::u32string text;
  while (static_cast<std::int64_t>(text.size()) < sample.length) {
    const ConstView<T> y = network.forward({window.data(), Shape({1, steps})}, false);
    const auto classes = static_cast<std::size_t>(y.shape.back());
    const std::size_t token = draw<T>(y.flat().last(classes), sample.temperature, random);
    text += data.vocabulary[token];
    std::rotate(window.begin(), window.begin() + 1, window.end());
    window.back() = static_cast<T>(token);
  }
  return encode_utf8(text);
}

template std::string sample_text(model::Network<float>&, const data::Dataset<float>&, const spec::SampleSpec&, Random);
template std::string sample_text(model::Network<double>&, const data::Dataset<double>&, const spec::SampleSpec&,
                                 Random);

}  // namespace assay::train
