#pragma once
/// Whether data holds what loss and layers take: class numbers that there are, targets within the loss's domain, tokens
/// within the vocabulary. Asked once, before anything is trained; the numbers are those that training will see.

#include <string>

#include <assay/loss.hpp>

#include "data/dataset.hpp"
#include "spec/run_spec.hpp"

namespace assay::train {

/// "0 or 1": what targets may be, for outputs whose last axis has the extent `outputs`; 0: not known.
std::string describe(Domain domain, std::int64_t outputs = 0);

/// Throws Failure(data) at the first target that counts and is none that `loss`, named `name`, takes for outputs of
/// shape `y`: with file, data set or column, row, value and cure.
template <class T>
void check_targets(const Loss<T>& loss, const std::string& name, const Shape& y, const data::Dataset<T>& data,
                   const spec::DataSpec& spec);

/// The same for tokens, where the network knows `vocabulary` of them; 0: its inputs are numbers. Steps at a sample's
/// end that hold `padding` do not count.
template <class T>
void check_tokens(std::int64_t vocabulary, double padding, const data::Dataset<T>& data, const spec::DataSpec& spec);

extern template void check_targets(const Loss<float>&, const std::string&, const Shape&, const data::Dataset<float>&,
                                   const spec::DataSpec&);
extern template void check_targets(const Loss<double>&, const std::string&, const Shape&, const data::Dataset<double>&,
                                   const spec::DataSpec&);
extern template void check_tokens(std::int64_t, double, const data::Dataset<float>&, const spec::DataSpec&);
extern template void check_tokens(std::int64_t, double, const data::Dataset<double>&, const spec::DataSpec&);

}  // namespace assay::train
