#include "registry/cache.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <unistd.h>

namespace assay::registry {
namespace fs = std::filesystem;

std::optional<fs::path> cache_folder() {
  const auto variable = [](const char* name) -> fs::path {
    const char* value = std::getenv(name);
    return value && *value == '/' ? value : "";
  };
  if (const fs::path cache = variable("XDG_CACHE_HOME"); !cache.empty()) return cache / "assay";
  if (const fs::path home = variable("HOME"); !home.empty()) return home / ".cache/assay";
  return std::nullopt;
}

std::string read_cached(const std::string& name) {
  const auto folder = cache_folder();
  if (!folder) return "";
  std::ifstream in(*folder / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_cached(const std::string& name, const std::string& text) {
  const auto folder = cache_folder();
  if (!folder) return;
  const fs::path file = *folder / name, part = file.string() + '.' + std::to_string(getpid());
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return;
  std::ofstream out(part, std::ios::binary);
  const bool written = static_cast<bool>(out << text << std::flush);
  out.close();
  if (written) fs::rename(part, file, error);
  if (!written || error) fs::remove(part, error);
}

}  // namespace assay::registry
