#pragma once
/// A child process that answers requests, for work that may crash, hang or take all memory on what it is given: then it
/// ends alone, which is told, and the next request finds a new one. Forked when it is first needed; for requests that
/// are too many, or too quick, for a child each (child.hpp).

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace assay {

/// What is left for the answer that is being made, counted from now: bytes beyond what the child began with, and
/// seconds of processor time. To be called in the child.
void limit_answer(std::uint64_t bytes, double seconds);

class Servant {
 public:
  /// Called in the child; must not throw. What it keeps from one request to the next, it keeps in the child.
  using Work = std::function<std::string(std::string_view request)>;

  explicit Servant(Work work) : work_(std::move(work)) {}
  Servant(const Servant&) = delete;
  Servant& operator=(const Servant&) = delete;
  ~Servant() { dismiss(); }

  struct Answer {
    std::string text;
    std::string trouble;  ///< "it crashes (SIGSEGV)", "it does not come to an end"; then there is no text
  };
  /// May be called by any thread, and after a fork in the new process too, which gets a child of its own. Throws Error
  /// where no process can be made.
  Answer ask(std::string_view request);

 private:
  void hire();
  void dismiss();
  std::string part();

  Work work_;
  std::mutex mutex_;
  pid_t owner_ = 0, child_ = 0;
  int channel_ = -1;
};

}  // namespace assay
