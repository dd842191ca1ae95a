#pragma once
/// A claim on a run: while a process holds it, no other trains that run. It dies with its owner, however that ends.
///
/// A claim is a POSIX record lock (fcntl) on one byte of `<folder>/.claims`, at a place told by the run's id. Record
/// locks work over NFS (version 4, or 3 with lockd) and on cluster file systems mounted with locks; where a file system
/// has none, claim() says so and static shards (`--shard i/n`) keep programs apart. Not for threads: record locks
/// belong to the process, and a forked child does not inherit them.

#include <filesystem>
#include <string>

namespace assay::launch {

class Claims {
 public:
  /// Opens or makes the file. Throws Failure(results).
  explicit Claims(const std::filesystem::path& folder);
  ~Claims();
  Claims(const Claims&) = delete;
  Claims& operator=(const Claims&) = delete;

  /// Whether the run is this process's now, until it ends. Throws Failure(results) where locks are not to be had.
  bool claim(const std::string& run_id) const;

  /// Whether another process has the run now, on whatever host. Writes nothing; false where that cannot be told.
  static bool is_claimed(const std::filesystem::path& folder, const std::string& run_id);

 private:
  std::filesystem::path file_;
  int descriptor_;
};

}  // namespace assay::launch
