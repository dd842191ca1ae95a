#include "launch/trouble.hpp"

#include <csignal>
#include <cstring>

#include "base/duration.hpp"

namespace assay::launch {
namespace {

using store::Status;

std::string in(const std::string& blame) { return blame.empty() ? "" : " in " + blame; }

Trouble died(const Ending& ending) {
  const std::string text = "the worker died of signal " + std::to_string(ending.signal) + " (" +
                           strsignal(ending.signal) + ')' + in(ending.blame);
  // Nothing that a run does ends it this way: somebody else did, or the system for want of memory.
  if (ending.signal == SIGKILL)
    return {"killed: " + text + " sent from outside; the same command goes on with it", false, Status::crashed, true};
  return {"crashed: " + text, true, Status::crashed};
}

}  // namespace

Trouble trouble_of(const Ending& ending, double timeout) {
  if (ending.signal == 0 && ending.exit_code == kDone && ending.finished)
    return {ending.message, false, Status::failed};
  if (ending.timed_out)
    return {"timeout: not done after " + duration_text(timeout) + in(ending.blame), true, Status::timeout};
  if (ending.signal != 0) return died(ending);
  switch (ending.exit_code) {
    case kFailed:
      if (ending.message.empty()) break;
      return {"failed: " + ending.message, true, Status::failed};
    case kNoMemory:
      return {"crashed: " + ending.message, true, Status::crashed};
    case kNotStored:
      return {"not stored: " + ending.message, false, Status::failed, true};
    case kStopped:
      return {"stopped: somebody asked its worker to end; the same command goes on with it", false, Status::failed,
              true};
    default:
      break;
  }
  return {"crashed: the worker ended itself with exit code " + std::to_string(ending.exit_code), true, Status::crashed};
}

}  // namespace assay::launch
