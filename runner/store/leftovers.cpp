#include "store/leftovers.hpp"

#include <signal.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

#include "store/temporary_name.hpp"

namespace assay::store {
namespace {
namespace fs = std::filesystem;

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
  std::size_t removed = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const auto owner = owner_of(entry->path().filename().string());
    if (!owner) continue;
    std::error_code ignored;
    if ((owner->ours && dead(owner->process)) || older_than_a_day(*entry))
      removed += fs::remove(entry->path(), ignored) ? 1 : 0;
  }
  return removed;
}

}  // namespace assay::store
