#pragma once
/// Runs one check in a child process of its own, so that a plugin that crashes or hangs fails that check alone.

#include <cstdint>
#include <string>
#include <vector>

#include "check/checks.hpp"

namespace assay::check {

enum class Result { passed, failed, crashed, timed_out };

const char* to_string(Result result);

struct Outcome {
  std::string check, claim;
  Result result = Result::failed;
  std::string text;  ///< what was found; of a failure what is wrong, one mistake a line
  double seconds = 0;
};

struct Conditions {
  std::uint64_t seed = 1;
  bool isolated = true;  ///< false: in this process, for a debugger; a crash then ends it
  double limit = 120;    ///< seconds for one check
};

Outcome run(const Check& check, const registry::Registry& registry, const spec::Signature& plugin,
            const Conditions& conditions);

}  // namespace assay::check
