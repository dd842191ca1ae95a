#pragma once
/// How the program says no: a message, an exit code and, where there is one, a place in a file.

#include <string>
#include <string_view>
#include <vector>

#include <assay/error.hpp>

namespace assay {

/// What the program ends with; part of the documented interface.
enum class ExitCode : int {
  success = 0,
  some_runs_failed = 1,
  usage = 2,
  experiment = 3,
  plugin = 4,
  data = 5,
  results = 6,
  interrupted = 130,
  terminated = 143,
};

/// An Error that ends the program. The text is complete: it names the file and, where known, the place.
class Failure : public Error {
 public:
  Failure(ExitCode code, const std::string& message) : Error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// Where something stands in an experiment file or on the command line. Lines and columns count from 1; line 0 means
/// that the whole file is meant.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// "experiments/digits.yaml:14:44", or just the file where no line is known.
std::string to_string(const Place& place);

/// Collects what is wrong, so that one pass tells everything. Nothing is thrown before finish().
class Diagnostics {
 public:
  static constexpr std::size_t kMost = 20;  ///< further ones are counted, not shown

  void add(const Place& place, const std::string& message);
  /// A message that already tells its place.
  void add_text(const std::string& message) { add({}, message); }
  bool empty() const { return messages_.empty(); }
  const std::vector<std::string>& messages() const { return messages_; }

  /// Throws Failure(code) with all messages, one a line, in the order of their places; returns if there are none.
  void finish(ExitCode code) const;

 private:
  std::vector<Place> places_;
  std::vector<std::string> messages_;
};

}  // namespace assay
