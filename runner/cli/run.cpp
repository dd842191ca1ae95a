// assay run: plans, checks everything first, trains what is missing, stores each run as it ends.

#include <csignal>
#include <iostream>
#include <thread>

#include "base/log.hpp"
#include "cli/session.hpp"
#include "launch/launch.hpp"
#include "launch/progress.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

void print_summary(const Session& session, const launch::Summary& summary) {
  for (const auto& [run, trouble] : summary.failures) log::error(run + ": " + trouble);
  std::string text = session.experiment.name + ": " + std::to_string(summary.total) + " runs, " +
                     std::to_string(summary.stored) + " were stored, " + std::to_string(summary.trained) + " trained";
  if (!summary.failures.empty()) text += ", " + std::to_string(summary.failures.size()) + " failed";
  log::info(text + "; files in " + session.folder.string() + "/");
  if (summary.signal != 0) log::info("stopped by a signal; the same command goes on with what is missing");
}

int exit_code_of(const launch::Summary& summary) {
  if (summary.signal == SIGINT) return static_cast<int>(ExitCode::interrupted);
  if (summary.signal == SIGTERM) return static_cast<int>(ExitCode::terminated);
  return summary.failures.empty() ? 0 : static_cast<int>(ExitCode::some_runs_failed);
}

}  // namespace

int run(const Words& words) {
  Options options(
      "run FILE... [key=value...] [options]",
      "Trains every run of the experiments that is not stored yet; the same command again continues where it\n"
      "stopped. key=value overrides the file: train.epochs=5, activation=relu,swish, seeds=3, models=fnn,cnn.");
  add_session_options(options);
  options.add().add_options()(
      "jobs,j", po::value<unsigned>()->default_value(std::max(1U, std::thread::hardware_concurrency())),
      "worker processes")("trace", "print the first step of each run in numbers; stores nothing");
  if (!options.parse(words)) return 0;
  const auto workers = options.get<unsigned>("jobs");
  if (workers == 0) throw Failure(ExitCode::usage, "--jobs needs at least one worker");
  int worst = 0;
  const auto sessions = open_sessions(options);
  for (const auto& session : sessions) launch::check_all(session->context(), session->runs);
  for (const auto& session : sessions) {
    if (options.has("trace")) {
      for (const auto& one : session->runs) launch::trace(session->context(), one, std::cout);
      continue;
    }
    const auto summary =
        launch::launch(session->context(), session->runs, {session->folder, workers, options.has("quiet")});
    print_summary(*session, summary);
    worst = std::max(worst, exit_code_of(summary));
    if (summary.signal != 0) break;
  }
  return worst;
}

}  // namespace assay::cli
