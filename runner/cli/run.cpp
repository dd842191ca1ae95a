// assay run: plans, checks everything first, trains what is missing, stores each run as it ends.

#include <iostream>

#include "cli/launching.hpp"
#include "cli/session.hpp"
#include "cli/submitting.hpp"
#include "launch/launch.hpp"

namespace assay::cli {
namespace {

int trace_all(const Options& options) {
  for (const auto& session : open_sessions(options)) {
    launch::check_all(session->context(), session->runs);
    for (const auto& one : session->runs) launch::trace(session->context(), one, std::cout);
  }
  return 0;
}

}  // namespace

int run(const Words& words) {
  Options options(
      "run FILE... [key=value...] [options]",
      "Trains every run of the experiments that is not stored yet; the same command again continues where it\n"
      "stopped. key=value overrides the file: train.epochs=5, activation=relu,swish, seeds=3, models=fnn,cnn.");
  add_launch_options(options);
  options.add().add_options()("trace", "print the first step of each run in numbers; stores nothing");
  add_slurm_options(options);
  if (!options.parse(words)) return 0;
  if (options.has("trace")) return trace_all(options);
  return wants_slurm(options) ? submit_all(options) : launch_all(options, false);
}

}  // namespace assay::cli
