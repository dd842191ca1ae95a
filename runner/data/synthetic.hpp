#pragma once
/// Data that is made, not read: problems whose answer is known.

#include "data/request.hpp"

namespace assay::data {

/// A mixture of Gaussians on a circle, mode k at the angle 2 pi k / modes: points [2], no targets. The usual test of
/// whether a generative network covers all modes (Metz, Poole, Pfau & Sohl-Dickstein 2017, arXiv:1611.02163).
RawDataset load_ring(const Request& request);

/// The adding problem (Hochreiter & Schmidhuber 1997, as in Le, Jaitly & Hinton 2015, arXiv:1504.00941): at each step a
/// number uniform in [0,1] and a marker; two steps are marked, one in each half. Inputs [length,2], target [1]: the sum
/// of the two marked numbers.
RawDataset load_adding(const Request& request);

/// The four rows of a function of two bits: inputs [2], target [1], all 0 or 1.
RawDataset load_logic(const Request& request);

/// Normal random numbers with random classes, quantities or none as targets, or random tokens to be followed by the
/// next: nothing that could be learned, in any shape. For measuring speed (`assay bench`).
RawDataset load_noise(const Request& request);

/// Numbers that stand in the experiment file itself.
RawDataset load_table(const Request& request);

}  // namespace assay::data
