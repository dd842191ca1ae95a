#include "spec/file_names.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace assay::spec {
namespace fs = std::filesystem;
namespace {

bool inside(const fs::path& relative) { return !relative.empty() && *relative.begin() != ".." && relative != "."; }

/// An absolute name may lead to the folder through links.
std::string through_links(const fs::path& name, const fs::path& folder) {
  std::error_code error;
  for (auto above = name.parent_path(); above.has_relative_path(); above = above.parent_path())
    if (fs::equivalent(above, folder, error)) return name.lexically_relative(above).string();
  return name.string();
}

/// A map's values, which is kept as its JSON.
std::string map_of_names(const std::string& map, const fs::path& folder) {
  Json names = Json::parse(map, nullptr, false);
  if (!names.is_object()) return map;
  for (auto& name : names)
    if (name.is_string()) name = file_name(name.get<std::string>(), folder);
  return names.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::optional<FileOrMap> file_or_map(const Signature& source) {
  FileOrMap found;
  for (const auto& parameter : source.parameters) {
    if (is_file(parameter)) found.file = parameter.name;
    if (is_file_map(parameter)) found.map = parameter.name;
  }
  return found.map.empty() ? std::nullopt : std::optional(found);
}

std::string file_name(const std::string& name, const fs::path& folder) {
  if (name.empty()) return name;
  const fs::path plain = fs::path(name).lexically_normal();
  if (folder.empty()) return plain.string();
  const fs::path relative = (folder / plain).lexically_normal().lexically_relative(folder);
  if (inside(relative)) return relative.string();
  return plain.is_absolute() ? through_links(plain, folder) : plain.string();
}

void name_files(Component& source, const Signature& signature, const fs::path& folder) {
  for (const auto& parameter : signature.parameters) {
    if (!is_file(parameter) && !is_file_map(parameter)) continue;
    const auto given = std::ranges::find(source.arguments, parameter.name, &Argument::name);
    if (given == source.arguments.end()) continue;
    if (auto* name = std::get_if<std::string>(&given->value))
      *name = is_file(parameter) ? file_name(*name, folder) : map_of_names(*name, folder);
  }
}

}  // namespace assay::spec
