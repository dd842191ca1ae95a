#pragma once
/// Names of files that are being written: ".NAME.MAKER.PID.tmp", where MAKER says which processes the number PID counts
/// among.

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

namespace assay::store {

/// The host's name and, where the system tells them, a word for this start of its kernel and this PID namespace: two
/// containers of one host name have equal process numbers, and so have two machines that a cloud has named alike.
std::string maker();

/// In the same folder, so that renaming puts the file in place. A NAME that would make it too long is cut.
std::filesystem::path temporary_name(const std::filesystem::path& file);

/// Which process writes a temporary file; empty for another name. `ours`: whether its number counts among ours.
struct Owner {
  pid_t process;
  bool ours;
};
std::optional<Owner> owner_of(const std::string& name);

}  // namespace assay::store
