#include "registry/registry.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <sys/stat.h>

#include <assay/activation.hpp>
#include <assay/layer.hpp>
#include <assay/loss.hpp>
#include <assay/optimizer.hpp>

#include "base/failure.hpp"
#include "registry/known_libraries.hpp"
#include "registry/library.hpp"

namespace assay::registry {
namespace fs = std::filesystem;
namespace {

spec::Signature signature_of(const Entry& entry) {
  return {to_string(entry.kind), entry.name, entry.doc, {entry.parameters, entry.parameter_count}};
}

}  // namespace

void Registry::add_files(std::span<const fs::path> files) {
  std::vector<fs::path> fresh;
  for (const auto& file : files) {
    struct stat facts {};
    const bool exists = stat(file.c_str(), &facts) == 0;
    if (!exists || files_.emplace(facts.st_dev, facts.st_ino).second) fresh.push_back(file);
  }
  const auto seen = look_at(fresh);
  std::map<fs::path, std::vector<ComponentName>> loaded;
  for (const auto& file : fresh) {
    const auto& [fault, components] = seen.at(file);
    if (!fault.empty()) throw Failure(ExitCode::plugin, file.string() + ": " + fault);
    for (const auto& key : components) add(key, file);
    if (components.empty()) loaded[file] = open(file);
  }
  if (!loaded.empty()) remember_components(loaded);
}

/// The place of a component of a library, which must be the only one of its name.
Registry::Known& Registry::add(const Key& key, const fs::path& file) {
  Known known{{key.first, key.second, {}, {}}, nullptr, file};
  const auto [place, fresh] = known_.emplace(key, std::move(known));
  if (!fresh)
    throw Failure(ExitCode::plugin, key.first + " '" + key.second + "' is in two libraries: " +
                                        place->second.file.string() + " and " + file.string() + "; remove one");
  return place->second;
}

/// Opens a library for the first time; what it holds.
std::vector<Registry::Key> Registry::open(const fs::path& file) {
  std::vector<Key> keys;
  for (const Entry& entry : load_known(file).entries) {
    keys.emplace_back(to_string(entry.kind), entry.name);
    Known& known = add(keys.back(), file);
    known.signature = signature_of(entry), known.entry = &entry;
  }
  return keys;
}

/// The component with its library open; null where there is none.
const Registry::Known* Registry::opened(std::string_view kind, std::string_view name) const {
  const auto found = known_.find(std::pair(std::string(kind), std::string(name)));
  if (found == known_.end()) return nullptr;
  Known& known = found->second;
  if (known.entry || known.file.empty()) return &known;
  for (const Entry& entry : load_known(known.file).entries)
    if (const auto place = known_.find(Key(to_string(entry.kind), entry.name)); place != known_.end())
      place->second.signature = signature_of(entry), place->second.entry = &entry;
  if (!known.entry)
    throw Failure(ExitCode::plugin, known.file.string() + ": it no longer has the " + known.signature.kind + " '" +
                                        known.signature.name + "'");
  return &known;
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
  const Known* known = opened(kind, name);
  return known ? &known->signature : nullptr;
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
  const Known* known = opened(component.kind, component.name);
  if (!known || !known->entry)
    throw Failure(ExitCode::plugin, "no plugin is loaded for " + component.kind + " '" + component.name + "'");
  return *known->entry;
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
