#include "store/stamped_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <thread>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/failure.hpp"
#include "store/run_file.hpp"

namespace assay::store {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFilesOfAThread = 2000;

/// What is no regular file (any more) has no inode afterwards.
void stamp_each(int folder, std::span<StampedFile> files) {
  for (auto& [name, stamp] : files) {
    struct stat status {};
    if (::fstatat(folder, name.c_str(), &status, 0) != 0 || !S_ISREG(status.st_mode)) continue;
    const std::int64_t modified = status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec;
    stamp = {status.st_size, modified, static_cast<std::int64_t>(status.st_ino)};
  }
}

/// Asking the system for 20,000 stamps takes longer than all else in listing them, and it answers several at once.
void stamp_all(int folder, std::span<StampedFile> files) {
  const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(most, files.size() / kFilesOfAThread + 1);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) {
    const std::size_t begin = files.size() * i / threads, end = files.size() * (i + 1) / threads;
    others.emplace_back(stamp_each, folder, files.subspan(begin, end - begin));
  }
  stamp_each(folder, files.first(files.size() / threads));
}

}  // namespace

std::vector<StampedFile> stamped_files(const fs::path& folder) {
  const auto close = [](DIR* opened) { ::closedir(opened); };
  const std::unique_ptr<DIR, decltype(close)> opened(::opendir(folder.c_str()), close);
  if (!opened) throw Failure(ExitCode::results, folder.string() + ": cannot be listed: " + std::strerror(errno));
  std::vector<StampedFile> files;
  while (const dirent* entry = ::readdir(opened.get()))
    if (is_run_name(entry->d_name)) files.push_back({entry->d_name, {}});
  stamp_all(::dirfd(opened.get()), files);
  std::erase_if(files, [](const StampedFile& file) { return file.stamp.inode == 0; });
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace assay::store
