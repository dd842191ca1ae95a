#pragma once
/// Work that may crash, hang or leave: done in a child process, so that this one lives on and can tell what happened.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace assay {

/// How a child process ended, and what it said before.
struct ChildEnd {
  std::string said;
  bool done = false;       ///< the work came to its end
  bool timed_out = false;  ///< it was killed because its time was up
  int signal = 0;          ///< that it died of, 0: none
  int exit_code = 0;

  /// "it crashes (SIGSEGV)", "it does not end within 5 s", "it ends the program (exit code 3)"; "" where it is done.
  std::string trouble() const;
};

/// Speaks to the parent; may be called at any time, the last words before a crash arrive.
using Say = std::function<void(std::string_view)>;

/// Calls work(say) in a forked child whose standard output and error go nowhere. An exception that leaves `work` ends
/// the child as it would end a program. `limit` is wall time.
ChildEnd in_child(const std::function<void(const Say&)>& work, std::chrono::milliseconds limit);

}  // namespace assay
