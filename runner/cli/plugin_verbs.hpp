#pragma once
/// What `assay plugins` can do, one file a word.

#include "cli/verb.hpp"

namespace assay::cli {

int list_plugins(const Words& words);
int show_plugin(const Words& words);
int check_plugin(const Words& words);
int new_plugin(const Words& words);
int build_plugin(const Words& words);

}  // namespace assay::cli
