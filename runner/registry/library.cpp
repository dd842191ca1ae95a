#include "registry/library.hpp"

#include <cstring>
#include <deque>
#include <string>

#include <boost/dll/shared_library.hpp>

#include "base/failure.hpp"
#include "registry/known_libraries.hpp"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace assay::registry {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
  throw Failure(ExitCode::plugin, file.string() + ": " + why);
}

unsigned floating_point_mode() {
#if defined(__x86_64__)
  return _mm_getcsr() & ~0x3fU;  // without the sticky exception flags
#else
  return 0;
#endif
}

void restore_floating_point_mode([[maybe_unused]] unsigned mode) {
#if defined(__x86_64__)
  _mm_setcsr(mode);
#endif
}

/// Opens the file and never closes it again: what is kept here is not destroyed even at the program's end.
boost::dll::shared_library& open(const std::filesystem::path& file) {
  namespace dll = boost::dll;
  static auto& kept = *new std::deque<dll::shared_library>();
  try {
    return kept.emplace_back(file.string(), dll::load_mode::rtld_now | dll::load_mode::rtld_local);
  } catch (const std::exception& error) {
    refuse(file, std::string("it cannot be loaded: ") + error.what());
  }
}

void check_handshake(const std::filesystem::path& file, const Plugin& plugin) {
  const Plugin ours;
  if (std::memcmp(plugin.magic, ours.magic, sizeof ours.magic) != 0)
    refuse(file, "its symbol 'assay_plugin' is something else than a plugin of Assay");
  if (plugin.abi != ours.abi)
    refuse(file, "it was built for plugin ABI " + std::to_string(plugin.abi) + " but this program speaks ABI " +
                     std::to_string(ours.abi) + "; rebuild it with this program's SDK");
  if (plugin.size != sizeof(Plugin))
    refuse(file, "its description has " + std::to_string(plugin.size) + " bytes where " +
                     std::to_string(sizeof(Plugin)) + " are expected; rebuild it with this program's SDK");
  if (std::strcmp(plugin.build, ours.build) != 0)
    refuse(file, std::string("it was built with '") + plugin.build + "' but this program with '" + ours.build +
                     "'; rebuild it with assay_add_plugin");
  if (plugin.entry_size != sizeof(Entry) || plugin.parameter_size != sizeof(ParameterSpec))
    refuse(file, "its tables have another layout than this program's; rebuild it with this program's SDK");
}

}  // namespace

Library load_known(const std::filesystem::path& file) {
  const unsigned mode = floating_point_mode();
  auto& library = open(file);
  if (floating_point_mode() != mode) {
    restore_floating_point_mode(mode);
    refuse(file,
           "loading it changes the processor's denormal or rounding mode for the whole program; link it without "
           "-ffast-math");
  }
  if (!library.has("assay_plugin")) refuse(file, "it has no symbol 'assay_plugin', so it is no plugin of Assay");
  const auto& plugin = library.get<const Plugin>("assay_plugin");
  check_handshake(file, plugin);
  return {file, {plugin.entries, plugin.entry_count}};
}

Library load_library(const std::filesystem::path& file) {
  if (const auto fault = look_at({&file, 1}).at(file).fault; !fault.empty()) refuse(file, fault);
  return load_known(file);
}

}  // namespace assay::registry
