#pragma once
/// A pack: many runs in one sealed file, for mailing, archives and file systems that dislike many files. Each run is a
/// group `/runs/<model>-<id>` that holds what a run file holds at its root, so that readers of run files read it too.
/// A run in a pack is named like a file in a folder: "one.h5/fnn-3f2a91c07b5e6d48".

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/record.hpp"

namespace assay::store {

inline constexpr std::size_t kMostPacked = 10'000;  ///< runs in one pack

class Pack {
 public:
  /// Reads the whole file. Throws Failure(results): no pack, damaged, a newer format.
  explicit Pack(const std::filesystem::path& file);

  /// "fnn-3f2a...", in the order in which they were packed.
  const std::vector<std::string>& names() const { return names_; }

  /// Throw Failure(results) as those of run_file.hpp do, and where there is no such run.
  Record read(const std::string& name) const;
  Record read_summary(const std::string& name) const;

  /// The digest of the run's results, as its file had it.
  std::string result(const std::string& name) const;

 private:
  std::filesystem::path file_;
  std::vector<std::string> names_;
};

/// Reads runs wherever they lie; the pack that was read last is kept open, for packs are read as a whole.
class RunReader {
 public:
  /// Throw Failure(results).
  Record read(const std::filesystem::path& run);
  Record read_summary(const std::filesystem::path& run);

 private:
  const Pack& open(const std::filesystem::path& pack);

  std::filesystem::path opened_;
  std::unique_ptr<Pack> pack_;
};

/// Whether a file's seal says that it is a pack; false where it cannot be read.
bool is_pack(const std::filesystem::path& file);

/// Whether a path names a run within a pack.
bool is_packed(const std::filesystem::path& path);

/// The runs of a pack, as paths that read() takes. Throws Failure(results).
std::vector<std::filesystem::path> packed_runs(const std::filesystem::path& pack);

/// What became of runs that were to be packed.
struct Packed {
  std::size_t runs = 0, bytes = 0;
  std::vector<std::string> damaged;  ///< what is wrong with those that cannot be read
};

/// Packs run files (or runs of packs) into one file, written as put_output() does; none where no run can be read.
/// Throws Failure(results) for two runs of one name, or more than kMostPacked.
Packed write_pack(const std::filesystem::path& pack, std::span<const std::filesystem::path> runs);

}  // namespace assay::store
