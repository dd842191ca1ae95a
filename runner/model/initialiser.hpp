#pragma once
/// Where weights start. Each layer says so for its own tensors (PyTorch's defaults); an experiment may replace what
/// starts at random by the preset `keras`, by one initialiser for all weights or biases, or for single parameters.
///
/// With fan_in and fan_out the numbers that a unit reads and is read by, as PyTorch counts them (shape[1] and shape[0],
/// times the size of the kernel):
///   xavier   deviation gain sqrt(2 / (fan_in + fan_out)). Glorot & Bengio 2010
///   kaiming  deviation gain / sqrt(fan). He, Zhang, Ren & Sun 2015, arXiv:1502.01852
///   lecun    deviation 1 / sqrt(fan_in). LeCun, Bottou, Orr & Mueller 1998, "Efficient BackProp"
/// each as _normal, and as _uniform with the same deviation: within sqrt(3) of it.
///   orthogonal  rows, or columns, of length gain at right angles. Saxe, McClelland & Ganguli 2014, arXiv:1312.6120
///   identity    y = gain x: a unit matrix, or for kernels one in the middle
///   sparse      normal, but of the inputs of each unit's column a share is 0. Martens 2010

#include <span>
#include <string>

#include <assay/layer.hpp>
#include <assay/random.hpp>

#include "spec/component.hpp"
#include "spec/run_spec.hpp"

namespace assay::model {

/// What there is, of kind "initialiser".
std::span<const spec::Signature> initialisers();

/// Fills a parameter's numbers, drawing from `random`. `prefix` stands before the parameter's name in `init`
/// ("generator."). Throws Failure(experiment) with the initialiser's place where it does not fit the tensor.
template <class T>
void start(const ParameterPlan& parameter, const spec::InitSpec& init, const std::string& prefix, Random random,
           std::span<T> values);

}  // namespace assay::model
