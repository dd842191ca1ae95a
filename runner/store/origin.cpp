#include "store/origin.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace assay::store {
namespace {

std::string program(const Environment& environment) {
  return environment.program_version + " (" + environment.git_commit + ')';
}

const PluginRecord* find(const std::vector<PluginRecord>& plugins, const PluginRecord& wanted) {
  const auto same = [&](const PluginRecord& one) { return one.kind == wanted.kind && one.name == wanted.name; };
  const auto found = std::find_if(plugins.begin(), plugins.end(), same);
  return found == plugins.end() ? nullptr : &*found;
}

bool same_data(const DataRecord& a, const DataRecord& b) { return a.bytes == b.bytes && a.sha256 == b.sha256; }

}  // namespace

std::string origin_of(const Environment& environment) {
  std::string text = "program " + program(environment) + '\n';
  for (const auto& plugin : environment.plugins)
    text += "plugin " + plugin.kind + ' ' + plugin.name + ' ' + plugin.sha256 + '\n';
  for (const auto& file : environment.data) text += "data " + file.sha256 + '\n';
  return sha256(text);
}

std::vector<std::string> differences(const Environment& then, const Environment& now) {
  std::vector<std::string> found;
  if (program(then) != program(now)) found.push_back("made by assay " + program(then) + ", this is " + program(now));
  for (const auto& plugin : now.plugins)
    if (const auto* before = find(then.plugins, plugin); !before || before->sha256 != plugin.sha256)
      found.push_back(plugin.kind + " '" + plugin.name + "' was changed");
  for (std::size_t i = 0; i < now.data.size(); ++i)
    if (i >= then.data.size() || !same_data(then.data[i], now.data[i]))
      found.push_back("data file " + now.data[i].path + " was changed");
  if (then.data.size() > now.data.size()) found.emplace_back("it was trained on other data files");
  return found;
}

}  // namespace assay::store
