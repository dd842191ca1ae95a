#include "launch/environment.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include <sys/utsname.h>

#include <assay/blas.hpp>
#include <assay/plugin.hpp>

#include "base/sha256.hpp"
#include "launch/git_state.hpp"
#include "registry/checked.hpp"

namespace assay::launch {
namespace {

std::string cpu_model() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown";
}

void add_component(const spec::Component& component, std::set<std::pair<std::string, std::string>>& used) {
  if (component.name.empty()) return;
  if (component.kind != "combinator") used.emplace(component.kind, component.name);
  for (const auto& argument : component.arguments)
    if (const auto* inner = std::get_if<spec::Component>(&argument.value)) add_component(*inner, used);
  for (const auto& branch : component.branches)
    for (const auto& layer : branch) add_component(layer, used);
}

/// Libraries do not change while the program runs, and hashing them and looking up what checked them for every run
/// would cost more than a small training.
const store::PluginRecord& record_of(const std::filesystem::path& file, const std::string& kind,
                                     const std::string& name) {
  static std::map<std::tuple<std::filesystem::path, std::string, std::string>, store::PluginRecord> known;
  const auto [place, fresh] = known.try_emplace({file, kind, name});
  if (!fresh) return place->second;
  const std::string hash = sha256_of_file(file);
  place->second = {kind, name, file.filename().string(), hash, registry::checked(hash, kind + ' ' + name)};
  return place->second;
}

}  // namespace

std::string program_version() { return std::string(ASSAY_VERSION) + " (" + kGitCommit + ")"; }

store::Environment environment(const std::string& command) {
  store::Environment environment;
  environment.program_version = ASSAY_VERSION;
  environment.git_commit = kGitCommit;
  environment.git_diff = kGitDiff;
  environment.git_diff_sha256 = kGitDiffSha256;
  environment.git_dirty = environment.git_commit.ends_with('+');
  environment.compiler = ASSAY_BUILD;
  environment.flags = ASSAY_FLAGS;
  environment.blas = blas_version();
  environment.blas_core = blas_core();
  environment.cpu = cpu_model();
  environment.command = command;
  utsname system{};
  if (uname(&system) == 0) {
    environment.host = system.nodename;
    environment.os = std::string(system.sysname) + ' ' + system.release + ' ' + system.machine;
  }
  return environment;
}

std::string blas_core_trouble(std::string_view core) {
  if (const char* forced = std::getenv("OPENBLAS_CORETYPE"); forced && *forced)
    return std::string("OPENBLAS_CORETYPE asks for ") + forced + "; without it OpenBLAS chooses by the processor";
#if defined(__x86_64__)
  constexpr std::array without_fma{"Generic", "Prescott", "Core2",      "Penryn",       "Dunnington", "Nehalem",
                                   "Atom",    "Athlon",   "Opteron",    "Opteron_SSE3", "Barcelona",  "Nano",
                                   "Bobcat",  "Katmai",   "Coppermine", "Northwood",    "Banias",     "Sandybridge"};
  const bool fma = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (fma && std::ranges::find(without_fma, core) != without_fma.end())
    return "OpenBLAS does not know this processor: kernels for " + std::string(core) + " leave its AVX2 and FMA unused";
#endif
  return {};
}

std::vector<store::PluginRecord> plugins_of(const plan::Run& run, const registry::Registry& registry) {
  std::set<std::pair<std::string, std::string>> used;
  for (const auto* network : {&run.spec.model.network, &run.spec.model.discriminator})
    for (const auto& layer : network->layers) add_component(layer, used);
  add_component(run.spec.train.loss, used);
  add_component(run.spec.train.optimizer, used);
  add_component(run.spec.train.adversarial.discriminator_optimizer, used);
  std::vector<store::PluginRecord> plugins;
  for (const auto& [kind, name] : used) plugins.push_back(record_of(registry.file_of(kind, name), kind, name));
  return plugins;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace assay::launch
