#include "store/origin.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace assay::store {
namespace {

std::string program(const Environment& environment) {
  return environment.program_version + " (" + environment.git_commit + ')';
}

bool same_program(const Environment& a, const Environment& b) {
  return program(a) == program(b) && a.git_diff_sha256 == b.git_diff_sha256;
}

/// "0.1.0 (3f2a1bc+ with changes 9d2c01ab)"
std::string program_with_changes(const Environment& environment) {
  const std::string& changes = environment.git_diff_sha256;
  std::string text = program(environment);
  if (!changes.empty()) text.insert(text.size() - 1, " with changes " + changes.substr(0, 8));
  return text;
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
  if (!environment.git_diff_sha256.empty()) text += "changes " + environment.git_diff_sha256 + '\n';
  for (const auto& plugin : environment.plugins)
    text += "plugin " + plugin.kind + ' ' + plugin.name + ' ' + plugin.sha256 + '\n';
  for (const auto& file : environment.data) text += "data " + file.sha256 + '\n';
  return sha256(text);
}

std::vector<std::string> differences(const Environment& then, const Environment& now) {
  std::vector<std::string> found;
  if (!same_program(then, now))
    found.push_back("made by assay " + program_with_changes(then) + ", this is " + program_with_changes(now));
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
