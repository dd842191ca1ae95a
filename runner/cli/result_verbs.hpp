#pragma once
/// Verbs that work on stored runs beyond looking at them.

#include "cli/verb.hpp"

namespace assay::cli {

int diff(const Words& words);
int export_runs(const Words& words);
int pack(const Words& words);
int unpack(const Words& words);
int predict(const Words& words);
int sample(const Words& words);

}  // namespace assay::cli
