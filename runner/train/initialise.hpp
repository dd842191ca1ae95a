#pragma once
/// Where weights start: the layers' own initialisation, then a stored run's weights, then numbers from the experiment.

#include <span>
#include <string>
#include <vector>

#include "base/array.hpp"
#include "train/job.hpp"
#include "train/procedure.hpp"

namespace assay::train {

/// Throws Failure(experiment), with the place, where `init:` names parameters that the networks do not have.
template <class T>
void initialise(const Job& job, const std::vector<Trained<T>>& networks);

/// Fills the networks' weights by full name ("generator.0.weight"). Throws Error as Network::assign does; with `all` a
/// parameter without numbers is an error.
template <class T>
void assign(const std::vector<Trained<T>>& networks, std::span<const NamedArray> weights, bool all);

/// All weights under their full names.
template <class T>
std::vector<NamedArray> weights_of(const std::vector<Trained<T>>& networks);

}  // namespace assay::train
