#pragma once
/// Reads YAML into Nodes, refusing what an experiment has no use for before it can do harm: files over 4 MB, more than
/// 100,000 nodes, nesting deeper than 64, aliases, anchors and tags, duplicate keys, several documents, tabs. YAML's
/// own conversions (`no` is false, 010 is eight) do not happen here: a scalar stays the text that was written.

#include <filesystem>
#include <string>
#include <string_view>

#include "spec/node.hpp"

namespace assay::spec {

/// The tree of a file. Throws Failure(experiment) naming file:line:column, what was wrong and what was expected.
Node read_yaml(const std::filesystem::path& file);

/// The same for text; `name` stands for the file in messages.
Node parse_yaml(std::string_view text, const std::string& name);

}  // namespace assay::spec
