#pragma once
/// What `assay plugins check` found of a plugin, kept by the content of its library, so that runs that use the plugin
/// can name it. A library that was built again is another one.

#include <string>

namespace assay::registry {

/// `sentence` is one line: "passed 14 checks (level 3, seed 1)". `plugin` is "activation swish".
void keep_checked(const std::string& sha256, const std::string& plugin, const std::string& sentence);

/// The sentence kept last; empty where the plugin was never checked, or the cache was emptied.
std::string checked(const std::string& sha256, const std::string& plugin);

}  // namespace assay::registry
