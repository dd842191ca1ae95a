#pragma once
/// How much of the standard normal distribution lies between two points, as a logarithm that stays exact in the tails.

namespace assay::search {

/// log(P(a < Z < b)), a <= b.
double log_normal_mass(double a, double b);

}  // namespace assay::search
