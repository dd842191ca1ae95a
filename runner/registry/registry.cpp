#include "registry/registry.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <assay/activation.hpp>
#include <assay/layer.hpp>
#include <assay/loss.hpp>
#include <assay/optimizer.hpp>

#include "base/failure.hpp"

namespace assay::registry {
namespace fs = std::filesystem;

void Registry::add_files(std::span<const fs::path> files) {
  std::vector<fs::path> fresh;
  for (const auto& file : files) {
    std::error_code error;
    const fs::path canonical = fs::canonical(file, error);
    if (!error && std::find(files_.begin(), files_.end(), canonical) != files_.end()) continue;
    files_.push_back(canonical);
    fresh.push_back(file);
  }
  for (const Library& library : load_libraries(fresh)) add(library);
}

void Registry::add(const Library& library) {
  for (const Entry& entry : library.entries) {
    Known known{{to_string(entry.kind), entry.name, entry.doc, {entry.parameters, entry.parameter_count}},
                &entry,
                library.file};
    const auto key = std::pair(known.signature.kind, known.signature.name);
    const auto [place, fresh] = known_.emplace(key, std::move(known));
    if (!fresh)
      throw Failure(ExitCode::plugin, std::string(to_string(entry.kind)) + " '" + entry.name +
                                          "' is in two libraries: " + place->second.file.string() + " and " +
                                          library.file.string() + "; remove one");
  }
}

void Registry::add_file(const fs::path& file) { add_files({&file, 1}); }

void Registry::add_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Failure(ExitCode::plugin, folder.string() + ": there is no such folder of plugins");
  std::vector<fs::path> files;
  for (const auto& item : fs::directory_iterator(folder))
    if (item.path().extension() == ".so") files.push_back(item.path());
  std::sort(files.begin(), files.end());
  add_files(files);
}

void Registry::declare(std::span<const spec::Signature> signatures) {
  for (const auto& signature : signatures) known_[{signature.kind, signature.name}] = {signature, nullptr, {}};
}

const spec::Signature* Registry::find(std::string_view kind, std::string_view name) const {
  const auto found = known_.find(std::pair(std::string(kind), std::string(name)));
  return found == known_.end() ? nullptr : &found->second.signature;
}

std::vector<std::string> Registry::names(std::string_view kind) const {
  std::vector<std::string> names;
  for (const auto& [key, known] : known_)
    if (key.first == kind) names.push_back(key.second);
  return names;
}

fs::path Registry::file_of(std::string_view kind, std::string_view name) const {
  const auto found = known_.find(std::pair(std::string(kind), std::string(name)));
  return found == known_.end() ? fs::path() : found->second.file;
}

const Entry& Registry::entry_of(const spec::Component& component) const {
  const auto found = known_.find(std::pair(component.kind, component.name));
  if (found == known_.end() || !found->second.entry)
    throw Failure(ExitCode::plugin, "no plugin is loaded for " + component.kind + " '" + component.name + "'");
  return *found->second.entry;
}

template <class T>
Arguments<T> Registry::arguments_of(const spec::Component& component) const {
  Arguments<T> arguments;
  for (const auto& argument : component.arguments) {
    std::visit(
        [&]<class V>(const V& value) {
          if constexpr (std::is_same_v<V, spec::Component>)
            arguments.set(argument.name, std::shared_ptr<const Activation<T>>(make<Activation, T>(value)));
          else if constexpr (std::is_constructible_v<typename Arguments<T>::Value, V>)
            arguments.set(argument.name, value);
        },
        argument.value);
    if (argument.trainable) arguments.set_trainable(argument.name, argument.per_channel);
  }
  return arguments;
}

template <template <class> class Of, class T>
std::unique_ptr<Of<T>> Registry::make(const spec::Component& component) const {
  const Entry& entry = entry_of(component);
  const Arguments<T> arguments = arguments_of<T>(component);
  try {
    if constexpr (std::is_same_v<Of<T>, Activation<T>>)
      return entry.activation.make(arguments);
    else if constexpr (std::is_same_v<Of<T>, Layer<T>>)
      return entry.layer.make(arguments);
    else if constexpr (std::is_same_v<Of<T>, Loss<T>>)
      return entry.loss.make(arguments);
    else
      return entry.optimizer.make(arguments);
  } catch (const std::exception& error) {
    throw Failure(ExitCode::experiment,
                  to_string(component.place) + ": " + component.kind + " '" + component.name + "': " + error.what());
  }
}

template std::unique_ptr<Activation<float>> Registry::make<Activation, float>(const spec::Component&) const;
template std::unique_ptr<Activation<double>> Registry::make<Activation, double>(const spec::Component&) const;
template std::unique_ptr<Layer<float>> Registry::make<Layer, float>(const spec::Component&) const;
template std::unique_ptr<Layer<double>> Registry::make<Layer, double>(const spec::Component&) const;
template std::unique_ptr<Loss<float>> Registry::make<Loss, float>(const spec::Component&) const;
template std::unique_ptr<Loss<double>> Registry::make<Loss, double>(const spec::Component&) const;
template std::unique_ptr<Optimizer<float>> Registry::make<Optimizer, float>(const spec::Component&) const;
template std::unique_ptr<Optimizer<double>> Registry::make<Optimizer, double>(const spec::Component&) const;

std::vector<fs::path> plugin_path(std::span<const fs::path> from_command_line,
                                  std::span<const fs::path> from_experiment) {
  std::vector<fs::path> path(from_command_line.begin(), from_command_line.end());
  path.insert(path.end(), from_experiment.begin(), from_experiment.end());
  if (const char* variable = std::getenv("ASSAY_PLUGIN_PATH")) {
    std::istringstream folders{variable};
    for (std::string folder; std::getline(folders, folder, ':');)
      if (!folder.empty()) path.emplace_back(folder);
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path shipped = program.parent_path().parent_path() / "lib/assay/plugins";
  if (!error && fs::is_directory(shipped, error)) path.push_back(shipped);
  return path;
}

}  // namespace assay::registry
