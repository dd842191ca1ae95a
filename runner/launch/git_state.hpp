#pragma once
/// The state of the source that this program was built from, looked up at each build (runner/cmake/GitState.cmake).

namespace assay::launch {

extern const char* const kGitCommit;      ///< abbreviated, with "+" where there were uncommitted changes; empty: no git
extern const char* const kGitDiff;        ///< these changes, at most the first 16 kB of them
extern const char* const kGitDiffSha256;  ///< of all of them; empty where there were none

}  // namespace assay::launch
