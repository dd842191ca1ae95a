#pragma once
/// Another program, called for what it says.

#include <string>
#include <vector>

namespace assay::launch {

struct Answer {
  int exit_code = -1;  ///< -1: there is no such program, or a signal ended it
  std::string output;
  std::string errors;
};

/// Runs a program of the PATH to its end, with `input` as its standard input. `words` begins with its name.
Answer call(const std::vector<std::string>& words, const std::string& input = {});

}  // namespace assay::launch
