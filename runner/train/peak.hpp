#pragma once
/// What one core can do at most: fused multiply-adds on vectors of floats that never leave the registers. Training
/// steps are judged by the share of it that they reach.

namespace assay::train {

/// Operations a second of this core, the best of some short trials (`seconds` in all); a multiply-add counts as two. 0
/// where the program was built without vectors and FMA.
double fma_peak(double seconds);

}  // namespace assay::train
