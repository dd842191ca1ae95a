#pragma once
/// The stored runs that a verb's words mean: files, folders, or (for `show`) the beginning of a run's name or id.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/verb.hpp"
#include "compare/tuned.hpp"
#include "store/query.hpp"
#include "store/record.hpp"

namespace assay::cli {

struct Selection {
  std::vector<std::filesystem::path> files;
  std::vector<store::Record> runs;   ///< summaries, one a file
  std::vector<std::string> damaged;  ///< what could not be read, and why
  /// Outcomes ("test.accuracy") by which runs were chosen: these are not all there are, but lucky ones.
  std::vector<std::string> chosen_by{};
  /// Of searches only the best trials are left, once somebody compares them.
  std::optional<compare::Tuning> tuning{};
};

/// Reads the summaries of all run files under the words (default: results/). Throws Failure(results) where a word is
/// neither a file nor a folder.
Selection select(const Words& words);

/// The same, of which only runs are kept for which all queries hold. Nothing where that has to be decided of whole
/// records: where a word is a file, or a query means something that no run of a folder has.
std::optional<Selection> select(const Words& words, const std::vector<store::Query>& queries);

/// Reads each selected run whole and hands it on, in their order. What cannot be read is told, and leaves the
/// selection.
void read_each(Selection& selection, const std::function<void(store::Record run)>& take);

/// Notes and tells that a file is damaged.
void add_damaged(Selection& selection, const std::string& what);

}  // namespace assay::cli
