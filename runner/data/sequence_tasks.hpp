#pragma once
/// Sequences of tokens that ask a network for one ability, and whose best answer is known.

#include "data/request.hpp"

namespace assay::data {

/// Who can look up: `pairs` of a key and a value, the keys of a row all different, then the keys once more in another
/// order. Inputs [3 pairs] tokens, keys first; targets [3 pairs]: at each key that comes again the number of its value,
/// elsewhere -100. A network that looks up is always right, one that knows only which values there were is right once
/// in `pairs`. Arora et al. 2024, "Zoology", arXiv:2312.04927 (multi-query associative recall).
RawDataset load_recall(const Request& request);

/// Who can count, modulo 2: inputs [length] random bits as tokens, targets [length] whether the ones so far are odd in
/// number. Always right is possible, with one bit of memory; whoever misses a single bit is right half the time.
RawDataset load_parity(const Request& request);

}  // namespace assay::data
