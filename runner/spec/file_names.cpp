#include "spec/file_names.hpp"

#include <algorithm>

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

}  // namespace

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
    if (!is_file(parameter)) continue;
    const auto given = std::ranges::find(source.arguments, parameter.name, &Argument::name);
    if (given == source.arguments.end()) continue;
    if (auto* name = std::get_if<std::string>(&given->value)) *name = file_name(*name, folder);
  }
}

}  // namespace assay::spec
