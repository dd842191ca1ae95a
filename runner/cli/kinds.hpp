#pragma once
/// The kinds of components that an experiment file can name, in the order in which help and lists have them.

#include <array>
#include <string>
#include <string_view>

#include "cli/verb.hpp"
#include "registry/registry.hpp"

namespace assay::cli {

struct ComponentKind {
  const char* kind;  ///< as the registry knows it
  const char* word;  ///< as the command line has it
  bool is_plugin;    ///< and may be somebody's own; the others are part of the program
};

inline constexpr std::array kComponentKinds{
    ComponentKind{"activation", "activation", true},
    ComponentKind{"layer", "layer", true},
    ComponentKind{"loss", "loss", true},
    ComponentKind{"optimizer", "optimizer", true},
    ComponentKind{"data source", "source", false},
    ComponentKind{"preparation", "preparation", false},
    ComponentKind{"schedule", "schedule", false},
    ComponentKind{"objective", "objective", false},
    ComponentKind{"metric", "metric", false},
    ComponentKind{"initialiser", "initialiser", false},
    ComponentKind{"search method", "search", false},
};

/// The kind that a word of the command line means: "layer", "layers", "source", "data source". Throws Failure(usage)
/// for another word, and for a built-in kind where only plugins will do.
std::string kind_of(const std::string& word, bool plugins_only = false);

/// What `words` name, at least one: NAME in every kind, KIND NAME, or all of a library FILE.so, which is added to the
/// registry. Throws Failure: plugin, usage.
std::vector<const spec::Signature*> named(registry::Registry& registry, const Words& words, bool plugins_only = false);

}  // namespace assay::cli
