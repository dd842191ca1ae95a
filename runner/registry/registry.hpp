#pragma once
/// What components there are, and how to make them: plugins found in folders, and what other rooms declare as built in.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <assay/plugin.hpp>

#include "spec/component.hpp"

namespace assay::registry {

class Registry final : public spec::Catalogue {
 public:
  /// Adds one library. Throws Failure(plugin), also when a name of its kind is already taken (naming both files).
  void add_file(const std::filesystem::path& file);

  /// Adds every *.so of a folder, by name. Throws Failure(plugin) where the folder does not exist or a library is
  /// refused.
  void add_folder(const std::filesystem::path& folder);

  /// Adds components that are part of the program (data sources, schedules, metrics).
  void declare(std::span<const spec::Signature> signatures);

  /// Throws Failure(plugin) where the library, which is opened now, has become another since it was last loaded.
  const spec::Signature* find(std::string_view kind, std::string_view name) const override;
  std::vector<std::string> names(std::string_view kind) const override;

  /// Makes the plugin's object. The component must come from spec::read_component with this registry as catalogue.
  /// Throws Failure(experiment) with the component's place where the factory refuses the arguments.
  template <template <class> class Of, class T>
  std::unique_ptr<Of<T>> make(const spec::Component& component) const;

  /// The library that has a plugin; empty for built-in components.
  std::filesystem::path file_of(std::string_view kind, std::string_view name) const;

 private:
  struct Known {
    spec::Signature signature;     ///< of a plugin whose library is not open only kind and name
    const Entry* entry = nullptr;  ///< null for built-in components, and as long as the library is not open
    std::filesystem::path file;
  };
  using Key = std::pair<std::string, std::string>;

  void add_files(std::span<const std::filesystem::path> files);
  Known& add(const Key& key, const std::filesystem::path& file);
  std::vector<Key> open(const std::filesystem::path& file);
  const Known* opened(std::string_view kind, std::string_view name) const;
  const Entry& entry_of(const spec::Component& component) const;
  template <class T>
  Arguments<T> arguments_of(const spec::Component& component) const;

  /// By kind and name. Libraries that were loaded before are opened when somebody asks for what they hold: opening 70
  /// takes 20 ms, and every worker would be forked with all of them.
  mutable std::map<Key, Known, std::less<>> known_;
  /// Device and inode: each file is added once, whatever its path.
  std::set<std::pair<std::uint64_t, std::uint64_t>> files_;
};

/// Folders and files to load, in the order `--plugins`, the experiment's, ASSAY_PLUGIN_PATH (colon separated), and the
/// folder of the shipped plugins beside the program.
std::vector<std::filesystem::path> plugin_path(std::span<const std::filesystem::path> from_command_line,
                                               std::span<const std::filesystem::path> from_experiment);

}  // namespace assay::registry
