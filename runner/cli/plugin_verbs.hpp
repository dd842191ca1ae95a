#pragma once
/// What `assay plugins` can do, one file a word.

#include "cli/verb.hpp"

namespace assay::cli {

int list_plugins(const Words& words);
int show_plugin(const Words& words);
int check_plugin(const Words& words);
int new_plugin(const Words& words);
int build_plugin(const Words& words);

/// The kinds of plugins, in the order of help.
inline constexpr const char* kPluginKinds[] = {"activation", "layer", "loss", "optimizer"};

/// Throws Failure(usage) for what is no kind of plugin.
void expect_plugin_kind(const std::string& word);

}  // namespace assay::cli
