#include "cli/kinds.hpp"

#include <algorithm>
#include <filesystem>

#include "base/suggest.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

std::vector<ComponentKind> kinds(bool plugins_only) {
  std::vector<ComponentKind> all(kComponentKinds.begin(), kComponentKinds.end());
  if (plugins_only) std::erase_if(all, [](const ComponentKind& one) { return !one.is_plugin; });
  return all;
}

bool means(const std::string& word, const ComponentKind& one) {
  const std::string plural = one.word + std::string(std::string_view(one.word).ends_with('s') ? "es" : "s");
  return word == one.word || word == one.kind || word == plural;
}

bool is_library(const std::string& word) { return fs::path(word).extension() == ".so"; }

std::vector<const spec::Signature*> of_library(registry::Registry& registry, const std::string& file) {
  registry.add_file(file);
  std::vector<const spec::Signature*> found;
  for (const auto& [kind, word, is_plugin] : kComponentKinds)
    for (const auto& name : registry.names(kind)) {
      std::error_code error;
      if (is_plugin && fs::equivalent(registry.file_of(kind, name), file, error))
        found.push_back(registry.find(kind, name));
    }
  return found;
}

}  // namespace

std::string kind_of(const std::string& word, bool plugins_only) {
  Words known;
  for (const auto& one : kinds(plugins_only)) {
    if (means(word, one)) return one.kind;
    known.emplace_back(one.word);
  }
  throw Failure(ExitCode::usage, "there is no kind of " + std::string(plugins_only ? "plugin" : "component") + " '" +
                                     word + "'" + did_you_mean(word, known) + "\nthe kinds are " + list_of(known));
}

std::vector<const spec::Signature*> named(registry::Registry& registry, const Words& words, bool plugins_only) {
  const std::string& name = words.back();
  const std::string only = words.size() == 2 ? kind_of(words[0], plugins_only) : "";
  if (only.empty() && is_library(name)) return of_library(registry, name);
  std::vector<const spec::Signature*> found;
  Words known;
  for (const auto& one : kinds(plugins_only)) {
    if (!only.empty() && one.kind != only) continue;
    if (const auto* signature = registry.find(one.kind, name)) found.push_back(signature);
    for (auto& other : registry.names(one.kind))
      if (std::find(known.begin(), known.end(), other) == known.end()) known.push_back(std::move(other));
  }
  if (found.empty())
    throw Failure(ExitCode::plugin, "there is no " + (only.empty() ? "plugin" : only) + " '" + name + "'" +
                                        did_you_mean(name, known) + "\nthere are " + list_of(known));
  return found;
}

}  // namespace assay::cli
