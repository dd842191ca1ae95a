#pragma once
/// What `assay` can do: one file a verb.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include "base/failure.hpp"

namespace assay::cli {

using Words = std::vector<std::string>;

struct Verb {
  const char* name;
  const char* summary;             ///< one line for `assay --help`
  int (*run)(const Words& words);  ///< the words after the verb; returns an exit code or throws Failure
};

/// All verbs, in the order in which help shows them.
std::span<const Verb> verbs();

int run(const Words& words);
int retry(const Words& words);
int plan(const Words& words);
int data(const Words& words);
int list(const Words& words);
int show(const Words& words);
int compare(const Words& words);
int report(const Words& words);
int plugins(const Words& words);
int bench(const Words& words);
int schema(const Words& words);

/// The command line as the user gave it, to be stored with results.
const std::string& command_line();

/// A verb's options and positional words, with --help and --verbose in common.
class Options {
 public:
  /// `usage` is the line after "usage: ", `about` what the verb does.
  Options(std::string usage, std::string about);

  boost::program_options::options_description& add() { return described_; }

  /// Reads the words; the positional ones are words(). Prints help and returns false for --help. Throws Failure(usage)
  /// with did-you-mean for an unknown option.
  bool parse(const Words& words);

  const Words& words() const { return positional_; }
  bool has(const char* option) const { return values_.count(option) > 0; }
  /// Whether the user gave it, where it has a default.
  bool given(const char* option) const { return has(option) && !values_[option].defaulted(); }
  template <class V>
  const V& get(const char* option) const {
    return values_[option].as<V>();
  }

 private:
  std::string usage_, about_;
  boost::program_options::options_description described_{"Options"};
  boost::program_options::variables_map values_;
  Words positional_;
};

}  // namespace assay::cli
