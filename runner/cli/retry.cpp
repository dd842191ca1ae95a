// assay retry: trains again what is stored as failed, crashed, timed out or diverged.

#include "cli/launching.hpp"

namespace assay::cli {

int retry(const Words& words) {
  Options options(
      "retry FILE... [key=value...] [options]",
      "Runs again what 'assay run' with the same words has tried and not brought to an end: runs stored as\n"
      "failed, crashed, timeout or diverged. What is missing is left to 'assay run'.");
  add_launch_options(options);
  return options.parse(words) ? launch_all(options, true) : 0;
}

}  // namespace assay::cli
