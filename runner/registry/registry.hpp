#pragma once
/// What components there are, and how to make them: plugins found in folders, and what other rooms declare as built in.

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <assay/plugin.hpp>

#include "registry/library.hpp"
#include "spec/component.hpp"

namespace assay::registry {

class Registry final : public spec::Catalogue {
 public:
  /// Loads one library. Throws Failure(plugin), also when a name of its kind is already taken (naming both files).
  void add_file(const std::filesystem::path& file);

  /// Loads every *.so of a folder, by name. Throws Failure(plugin) where the folder does not exist or a library is
  /// refused.
  void add_folder(const std::filesystem::path& folder);

  /// Adds components that are part of the program (data sources, schedules, metrics).
  void declare(std::span<const spec::Signature> signatures);

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
    spec::Signature signature;
    const Entry* entry = nullptr;  ///< null for built-in components
    std::filesystem::path file;
  };

  void add_files(std::span<const std::filesystem::path> files);
  void add(const Library& library);
  const Entry& entry_of(const spec::Component& component) const;
  template <class T>
  Arguments<T> arguments_of(const spec::Component& component) const;

  std::map<std::pair<std::string, std::string>, Known, std::less<>> known_;  ///< by kind and name
  std::vector<std::filesystem::path> files_;                                 ///< canonical; loaded once
};

/// Folders and files to load, in the order `--plugins`, the experiment's, ASSAY_PLUGIN_PATH (colon separated), and the
/// folder of the shipped plugins beside the program.
std::vector<std::filesystem::path> plugin_path(std::span<const std::filesystem::path> from_command_line,
                                               std::span<const std::filesystem::path> from_experiment);

}  // namespace assay::registry
