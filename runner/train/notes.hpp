#pragma once
/// What is legal and yet seldom meant: outputs that a loss reads otherwise, batches of one sample, windows that overlap
/// across the parts of the data. Each note begins with its place in the experiment and ends with what to do.

#include <cstdint>
#include <string>
#include <vector>

#include <assay/loss.hpp>

#include "spec/run_spec.hpp"

namespace assay::train {

/// On the last layer before the loss; the outputs' last axis has the extent `outputs`.
template <class T>
std::vector<std::string> notes_on_outputs(const Loss<T>& loss, const spec::RunSpec& spec, std::int64_t outputs);

/// For a network with layers that compare the samples of a batch, over `samples` an epoch.
std::vector<std::string> notes_on_batches(const spec::TrainSpec& train, std::int64_t samples);

/// On how the data is cut and scaled; `classes` of its targets, 0: quantities.
std::vector<std::string> notes_on_data(const spec::RunSpec& spec, std::int64_t classes);

extern template std::vector<std::string> notes_on_outputs(const Loss<float>&, const spec::RunSpec&, std::int64_t);
extern template std::vector<std::string> notes_on_outputs(const Loss<double>&, const spec::RunSpec&, std::int64_t);

}  // namespace assay::train
