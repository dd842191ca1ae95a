// The program: finds the verb, and turns failures into messages and exit codes.

#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>

#include <assay/blas.hpp>

#include "base/log.hpp"
#include "base/standard_streams.hpp"
#include "base/suggest.hpp"
#include "cli/result_verbs.hpp"
#include "cli/verb.hpp"
#include "launch/environment.hpp"

namespace assay::cli {
namespace {

constexpr Verb kVerbs[] = {
    {"run", "train what an experiment asks for and is not stored yet", run},
    {"retry", "train again what failed", retry},
    {"plan", "say what would run; writes nothing", plan},
    {"data", "say what an experiment's data is; writes nothing", data},
    {"list", "list the runs of a results folder", list},
    {"show", "show one run", show},
    {"diff", "show in what two runs differ", diff},
    {"compare", "compare stored runs in a table", compare},
    {"export", "write runs as CSV, JSON or NumPy arrays", export_runs},
    {"pack", "put many runs into one file", pack},
    {"unpack", "take them out again", unpack},
    {"predict", "predict with a run's weights", predict},
    {"sample", "let a run's generator or language model make something", sample},
    {"report", "write one page for colleagues", report},
    {"plugins", "list, show, check, write and build plugins", plugins},
    {"schema", "print the JSON Schema of the experiment file, for editors", schema},
    {"bench", "time the training steps of an experiment", bench},
};

constexpr int kOutputLost = 7;  ///< the exit code where standard output could not be written

std::string& command() {
  static std::string line;
  return line;
}

void print_help() {
  std::cout << "Assay finds out which neural network is really better.\n\nusage: assay VERB [options]\n\n";
  for (const auto& verb : kVerbs) {
    std::string name = verb.name;
    name.resize(10, ' ');
    std::cout << "  " << name << verb.summary << '\n';
  }
  std::cout
      << "\n'assay VERB --help' tells more about one.\n"
         "Exit codes: 0 done, 1 some runs failed, 2 wrong usage, 3 experiment file wrong, 4 plugin missing or "
         "refused,\n"
         "5 data missing or wrong, 6 results damaged, 7 standard output cannot be written, 130 and 143 stopped by a "
         "signal.\n";
}

int dispatch(Words words) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    print_help();
    return words.empty() ? static_cast<int>(ExitCode::usage) : 0;
  }
  if (words[0] == "--version") {
    std::cout << "assay " << launch::program_version() << '\n';
    return 0;
  }
  Words known;
  for (const auto& verb : kVerbs) {
    known.emplace_back(verb.name);
    if (words[0] == verb.name) return verb.run({words.begin() + 1, words.end()});
  }
  throw Failure(ExitCode::usage, "unknown verb '" + words[0] + "'" + did_you_mean(words[0], known) + "\nusage: assay " +
                                     list_of(known) + " ...");
}

/// What went wrong is told, and its exit code returned.
int perform(const Words& words) {
  try {
    return dispatch(words);
  } catch (const Failure& failure) {
    std::cout.flush();
    log::error((failure.code() == ExitCode::usage ? "assay: " : "") + std::string(failure.what()));
    return static_cast<int>(failure.code());
  } catch (const std::exception& error) {
    std::cout.flush();
    log::error(std::string("assay: ") + error.what());
    return static_cast<int>(ExitCode::some_runs_failed);
  }
}

/// Whatever a verb has printed, and however: it is written, or the program does not end well. Where the reader of a
/// pipe has gone it ends as other programs do.
int with_all_printed(int code) {
  const int error = streams::finish();
  if (error == 0) return code;
  if (error == EPIPE) {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
  }
  log::error(std::string("assay: cannot write standard output: ") + std::strerror(error));
  const bool stopped = code >= static_cast<int>(ExitCode::interrupted);
  return stopped ? code : kOutputLost;
}

}  // namespace

std::span<const Verb> verbs() { return kVerbs; }
const std::string& command_line() { return command(); }

}  // namespace assay::cli

int main(int argc, char** argv) {
  using namespace assay;
  streams::open_closed();
  streams::guard();
  const cli::Words words(argv + 1, argv + argc);
  for (int i = 0; i < argc; ++i) cli::command() += (i > 0 ? " " : "") + std::string(argv[i]);
  use_one_blas_thread();
  std::signal(SIGPIPE, SIG_IGN);  // a full disk, a file-size limit or a closed pipe is an error to tell, not an end
  std::signal(SIGXFSZ, SIG_IGN);
  return cli::with_all_printed(cli::perform(words));
}
