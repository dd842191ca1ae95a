#pragma once
/// Text from a trained language model: character after character, each drawn from the softmax of the last output.

#include <string>

#include "data/dataset.hpp"
#include "model/network.hpp"
#include "spec/run_spec.hpp"

namespace assay::train {

/// `sample.length` characters. The network sees a window as long as its input; it starts with the data's first row,
/// which is not part of the answer. Logits are divided by `sample.temperature` first: below 1 safer, above 1 wilder.
template <class T>
std::string sample_text(model::Network<T>& network, const data::Dataset<T>& data, const spec::SampleSpec& sample,
                        Random random);

}  // namespace assay::train
