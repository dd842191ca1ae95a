#include "store/leftovers.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

namespace assay::store {
namespace {
namespace fs = std::filesystem;

std::string host_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return host.data();
}

/// ".NAME.HOST.PID.tmp": the process, or 0 where this is no such name. `host` may hold points itself.
pid_t owner_of(const std::string& name, const std::string& host, bool& ours) {
  constexpr std::string_view kEnd = ".tmp";
  if (!name.starts_with('.') || !name.ends_with(kEnd)) return 0;
  const std::string front = name.substr(0, name.size() - kEnd.size());
  const auto point = front.rfind('.');
  pid_t process = 0;
  const auto [stop, error] = std::from_chars(front.data() + point + 1, front.data() + front.size(), process);
  if (error != std::errc() || stop != front.data() + front.size()) return 0;
  ours = front.substr(0, point).ends_with('.' + host);
  return process;
}

/// A zombie, which nobody has waited for yet, writes nothing any more.
bool dead(pid_t process) {
  if (::kill(process, 0) != 0) return errno == ESRCH;
  std::ifstream status("/proc/" + std::to_string(process) + "/stat");
  const std::string text{std::istreambuf_iterator<char>(status), {}};
  const auto name_end = text.rfind(") ");
  return name_end != std::string::npos && name_end + 2 < text.size() && text[name_end + 2] == 'Z';
}

bool older_than_a_day(const fs::directory_entry& entry) {
  std::error_code error;
  const auto written = entry.last_write_time(error);
  return !error && fs::file_time_type::clock::now() - written > std::chrono::hours(24);
}

}  // namespace

std::size_t sweep_leftovers(const fs::path& folder) {
  const std::string host = host_name();
  std::size_t removed = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    bool ours = false;
    const pid_t owner = owner_of(entry->path().filename().string(), host, ours);
    if (owner <= 0) continue;
    std::error_code ignored;
    if ((ours && dead(owner)) || older_than_a_day(*entry)) removed += fs::remove(entry->path(), ignored) ? 1 : 0;
  }
  return removed;
}

}  // namespace assay::store
