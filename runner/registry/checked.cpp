#include "registry/checked.hpp"

#include <sstream>

#include "registry/cache.hpp"

namespace assay::registry {
namespace {

/// One file a library: "activation swish\tpassed ...", one line a plugin.
std::string name_of(const std::string& sha256) { return "checked/" + sha256; }

}  // namespace

void keep_checked(const std::string& sha256, const std::string& plugin, const std::string& sentence) {
  std::string text = plugin + '\t' + sentence + '\n';
  std::istringstream before(read_cached(name_of(sha256)));
  for (std::string line; std::getline(before, line);)
    if (!line.starts_with(plugin + '\t')) text += line + '\n';
  write_cached(name_of(sha256), text);
}

std::string checked(const std::string& sha256, const std::string& plugin) {
  std::istringstream lines(read_cached(name_of(sha256)));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(plugin + '\t')) return line.substr(plugin.size() + 1);
  return "";
}

}  // namespace assay::registry
