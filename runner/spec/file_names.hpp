#pragma once
/// One name for one file, however it is spelled: names of files belong to a run's identity.

#include <filesystem>
#include <string>
#include <string_view>

#include "spec/component.hpp"

namespace assay::spec {

inline constexpr const char* kFile = "file";

/// A text that names a file is declared with the choices "file".
inline bool is_file(const ParameterSpec& parameter) {
  return parameter.type == ParameterType::text && std::string_view(parameter.choices) == kFile;
}

/// `name` without detours ("./x", "a/../x"), relative to `folder` where the file lies inside of it. An empty `folder`
/// is not known.
std::string file_name(const std::string& name, const std::filesystem::path& folder);

/// Does that to the arguments of `source` that its signature declares as files.
void name_files(Component& source, const Signature& signature, const std::filesystem::path& folder);

}  // namespace assay::spec
