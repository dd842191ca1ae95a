#include "store/temporary_name.hpp"

#include <unistd.h>

#include <array>
#include <charconv>
#include <fstream>
#include <string_view>

#include "base/sha256.hpp"

namespace assay::store {
namespace {

constexpr std::string_view kEnd = ".tmp";
constexpr std::size_t kLongest = 255;  // NAME_MAX of every file system that Linux writes to

std::string host_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return host.data();
}

/// Empty where the system does not tell.
std::string namespace_word() {
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  std::array<char, 64> space{};
  const ssize_t size = ::readlink("/proc/self/ns/pid", space.data(), space.size() - 1);
  if (boot.empty() || size <= 0) return {};
  return sha256(boot + ' ' + std::string(space.data(), static_cast<std::size_t>(size))).substr(0, 12);
}

}  // namespace

std::string maker() {
  static const std::string word = namespace_word();
  return word.empty() ? host_name() : host_name() + '-' + word;
}

std::filesystem::path temporary_name(const std::filesystem::path& file) {
  const std::string end = '.' + maker() + '.' + std::to_string(::getpid()) + std::string(kEnd);
  const std::size_t room = kLongest - std::min(kLongest - 1, end.size() + 1);
  return file.parent_path() / ('.' + file.filename().string().substr(0, room) + end);
}

std::optional<Owner> owner_of(const std::string& name) {
  if (!name.starts_with('.') || !name.ends_with(kEnd)) return std::nullopt;
  const std::string front = name.substr(0, name.size() - kEnd.size());
  const auto point = front.rfind('.');
  pid_t process = 0;
  const auto [stop, error] = std::from_chars(front.data() + point + 1, front.data() + front.size(), process);
  if (error != std::errc() || stop != front.data() + front.size() || process <= 0) return std::nullopt;
  // Without a word for the namespace nobody can tell whose the number is.
  const bool ours = !namespace_word().empty() && front.substr(0, point).ends_with('.' + maker());
  return Owner{process, ours};
}

}  // namespace assay::store
