#pragma once
/// One name for one file, however it is spelled: names of files belong to a run's identity.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "spec/component.hpp"

namespace assay::spec {

inline constexpr const char* kFile = "file";

/// A text that names a file is declared with the choices "file".
inline bool is_file(const ParameterSpec& parameter) {
  return parameter.type == ParameterType::text && std::string_view(parameter.choices) == kFile;
}

inline constexpr const char* kFileMap = "files";

/// A map from texts to names of files is declared with the choices "files".
inline bool is_file_map(const ParameterSpec& parameter) {
  return parameter.type == ParameterType::text && std::string_view(parameter.choices) == kFileMap;
}

/// Of a source that reads one file or, in its place, a map of them: the names of both parameters; else nothing.
struct FileOrMap {
  std::string file, map;
};
std::optional<FileOrMap> file_or_map(const Signature& source);

/// `name` without detours ("./x", "a/../x"), relative to `folder` where the file lies inside of it. An empty `folder`
/// is not known.
std::string file_name(const std::string& name, const std::filesystem::path& folder);

/// Does that to the arguments of `source` that its signature declares as files.
void name_files(Component& source, const Signature& signature, const std::filesystem::path& folder);

}  // namespace assay::spec
