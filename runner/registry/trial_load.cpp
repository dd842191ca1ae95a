#include "registry/trial_load.hpp"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <sstream>
#include <string_view>

#include <dlfcn.h>

#include <assay/plugin.hpp>

#include "base/child.hpp"

namespace assay::registry {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::seconds kLimit{5};
// What the child says, a line each.
constexpr std::string_view kWell = "well", kThrown = "thrown: ";

/// Where the handshake holds, reads every word that the program would read.
void read_tables(const Plugin& plugin) {
  const Plugin ours;
  const bool agreed = std::memcmp(plugin.magic, ours.magic, sizeof ours.magic) == 0 && plugin.abi == ours.abi &&
                      plugin.size == sizeof(Plugin) && plugin.entry_size == sizeof(Entry) &&
                      plugin.parameter_size == sizeof(ParameterSpec);
  if (!agreed) return;
  [[maybe_unused]] volatile std::size_t read = 0;
  for (std::size_t e = 0; e < plugin.entry_count; ++e) {
    const Entry& entry = plugin.entries[e];
    read = read + std::strlen(entry.name) + std::strlen(entry.doc);
    for (std::size_t p = 0; p < entry.parameter_count; ++p)
      read = read + std::strlen(entry.parameters[p].name) + std::strlen(entry.parameters[p].doc);
  }
}

const Say* speaker = nullptr;  // for the terminate handler, which gets no arguments

[[noreturn]] void tell_uncaught() {
  std::string what = "something";
  try {
    if (std::current_exception()) std::rethrow_exception(std::current_exception());
  } catch (const std::exception& error) {
    what = error.what();
  } catch (...) {
  }
  (*speaker)(std::string(kThrown) + what.substr(0, what.find('\n')) + '\n');
  std::abort();
}

void load_all(std::span<const fs::path> files, const Say& say) {
  speaker = &say;
  std::set_terminate(tell_uncaught);
  for (const auto& file : files) {
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    const void* symbol = library ? dlsym(library, "assay_plugin") : nullptr;
    if (symbol) read_tables(*static_cast<const Plugin*>(symbol));
    say(std::string(kWell) + '\n');
  }
}

std::string trouble_of(const ChildEnd& end, const std::string& last_line) {
  if (end.timed_out) return "loading it does not come to an end within " + std::to_string(kLimit.count()) + " s";
  if (last_line.starts_with(kThrown)) return "it throws '" + last_line.substr(kThrown.size()) + "' while it is loaded";
  return end.trouble() + " while it is loaded";
}

}  // namespace

std::vector<std::string> trouble_of_loading(std::span<const fs::path> files) {
  std::vector<std::string> troubles(files.size());
  std::size_t next = 0;
  bool alone = false;  // the many together may just have been slow
  while (next < files.size()) {
    const auto tried = files.subspan(next, alone ? 1 : files.size() - next);
    const ChildEnd end = in_child([&](const Say& say) { load_all(tried, say); }, kLimit);
    std::istringstream lines(end.said);
    std::string last;
    for (std::string line; std::getline(lines, line); last = line) next += line == kWell;
    const bool again = end.timed_out && tried.size() > 1;
    if (!end.done && !again && next < files.size()) {
      troubles[next] = trouble_of(end, last);
      ++next;
    }
    alone = again;
  }
  return troubles;
}

}  // namespace assay::registry
