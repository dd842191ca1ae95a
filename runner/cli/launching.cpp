#include "cli/launching.hpp"

#include <charconv>
#include <cmath>
#include <csignal>
#include <iostream>
#include <map>
#include <thread>

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/log.hpp"
#include "cli/session.hpp"
#include "launch/environment.hpp"
#include "launch/launch.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

/// Runs that failed alike stand in one line.
void print_failures(const std::vector<std::pair<std::string, std::string>>& failures) {
  constexpr std::size_t kNamed = 5;
  std::map<std::string, Words> alike;
  for (const auto& [run, trouble] : failures) alike[trouble].push_back(run);
  for (const auto& [trouble, runs] : alike) {
    std::string names;
    for (std::size_t i = 0; i < std::min(runs.size(), kNamed); ++i) names += (i > 0 ? ", " : "") + runs[i];
    if (runs.size() > kNamed) names += " and " + std::to_string(runs.size() - kNamed) + " more";
    log::error(names + ": " + trouble);
  }
}

void print_summary(const Session& session, const launch::Summary& summary) {
  print_failures(summary.earlier);
  print_failures(summary.failures);
  print_failures(summary.lost);
  const std::size_t failed = summary.failures.size() + summary.earlier.size();
  std::string text = session.experiment.name + ": " + std::to_string(summary.total) + " runs, " +
                     std::to_string(summary.stored) + " were stored, " + std::to_string(summary.trained) + " trained";
  if (summary.others > 0) text += ", " + std::to_string(summary.others) + " by another program";
  if (failed > 0) text += ", " + std::to_string(failed) + " failed";
  if (summary.missing() > 0) text += ", " + std::to_string(summary.missing()) + " missing";
  log::info(text + "; files in " + session.folder.string() + "/");
  if (summary.signal != 0) log::info("stopped by a signal; the same command goes on with what is missing");
  if (summary.gave_up) log::info("stopped because of failures; the same command goes on with what is missing");
  if (summary.cannot_store)
    log::info("stopped because results cannot be stored; once they can, the same command goes on with what is missing");
  if (!summary.earlier.empty()) log::info("'assay retry' with the same words runs failed runs again");
}

int exit_code_of(const launch::Summary& summary) {
  if (summary.signal == SIGINT) return static_cast<int>(ExitCode::interrupted);
  if (summary.signal == SIGTERM) return static_cast<int>(ExitCode::terminated);
  if (summary.cannot_store) return static_cast<int>(ExitCode::results);
  const bool well = summary.failures.empty() && summary.earlier.empty() && summary.lost.empty();
  return well ? 0 : static_cast<int>(ExitCode::some_runs_failed);
}

/// `wrong` is the option with what is expected: "--timeout is '5'; expected ...".
template <class V>
V need(const std::optional<V>& value, const char* option, const std::string& text, const char* expected) {
  if (!value) throw Failure(ExitCode::usage, std::string("--") + option + " is '" + text + "'; expected " + expected);
  return *value;
}

/// "12" or "5%" of all.
std::optional<std::size_t> share_of(const std::string& text, std::size_t all) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string rest(stop, text.data() + text.size());
  if (error != std::errc() || !(number > 0) || number > 1e9) return std::nullopt;
  if (rest == "%") return static_cast<std::size_t>(std::ceil(number / 100 * static_cast<double>(all)));
  if (!rest.empty() || number != std::floor(number)) return std::nullopt;
  return static_cast<std::size_t>(number);
}

/// Of programs that share the work without seeing each other.
struct Shard {
  std::size_t number = 0, of = 1;  ///< counted from 0
};

/// "i/n": every n-th run, or search, from the i-th on.
Shard shard_of(const Options& options) {
  if (!options.has("shard")) return {};
  const auto& text = options.get<std::string>("shard");
  const auto slash = text.find('/');
  const auto number = [](const std::string& digits) {
    std::size_t value = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && stop == digits.data() + digits.size() ? value : 0;
  };
  const std::size_t part = number(text.substr(0, slash));
  const std::size_t parts = slash == std::string::npos ? 0 : number(text.substr(slash + 1));
  if (part == 0 || parts == 0 || part > parts)
    throw Failure(ExitCode::usage, "--shard is '" + text + "'; expected i/n with i from 1 to n, such as 2/4");
  return {part - 1, parts};
}

/// More workers than runs can be under way.
void note_idle(const Session& session, const launch::WorkSource& work, unsigned jobs) {
  if (session.is_search() && jobs > work.most_at_once())
    log::info("note: -j" + std::to_string(jobs) + " keeps at most " + std::to_string(work.most_at_once()) +
              " workers busy: each search has at most " + std::to_string(session.experiment.search->width) +
              " trials under way (search.width)");
}

/// Trains what one session has to do.
launch::Summary launch_one(const Options& options, Session& session, const Shard& shard, bool retry) {
  const auto work = session.work(shard.number, shard.of);
  note_idle(session, *work, options.get<unsigned>("jobs"));
  const auto settings = launch_options(options, work->total(), session.folder, retry);
  return launch::launch(session.context(), *work, settings);
}

/// What the sessions compute with, for --verbose.
void tell_how(const std::vector<std::unique_ptr<Session>>& sessions, unsigned jobs) {
  if (sessions.empty()) return;
  const auto& environment = sessions.front()->environment;
  log::debug(environment.blas + ", kernels for " + environment.blas_core + "; float32 products by the program's own");
  if (const auto trouble = launch::blas_core_trouble(environment.blas_core); !trouble.empty()) log::debug(trouble);
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  log::debug(std::to_string(jobs) + " workers with " + std::to_string(environment.threads) + " threads each on " +
             std::to_string(cores) + " cores");
  if (environment.threads > 1 && environment.threads * jobs > cores)
    log::warning(std::to_string(jobs) + " workers with " + std::to_string(environment.threads) +
                 " threads each wait for one another on " + std::to_string(cores) + " cores; try -j1");
}

}  // namespace

launch::Options launch_options(const Options& options, std::size_t runs, const std::filesystem::path& folder,
                               bool retry) {
  launch::Options launch;
  launch.folder = folder;
  launch.workers = options.get<unsigned>("jobs");
  launch.quiet = options.has("quiet");
  launch.retry = retry;
  launch.alone = options.has("shard");
  launch.keep_stale = options.has("keep-stale");
  if (launch.workers == 0) throw Failure(ExitCode::usage, "--jobs needs at least one worker");
  const auto text = [&](const char* option) {
    return options.has(option) ? options.get<std::string>(option) : std::string();
  };
  if (options.has("timeout"))
    launch.timeout = need(to_seconds(text("timeout")), "timeout", text("timeout"), "a time such as 30s or '5 min'");
  if (options.has("memory"))
    launch.memory = need(to_bytes(text("memory")), "memory", text("memory"), "an amount such as 500MB or '2 GB'");
  if (options.has("max-failures"))
    launch.most_failures = need(share_of(text("max-failures"), runs), "max-failures", text("max-failures"),
                                "a number of runs such as 10, or a share such as 5%");
  const std::string policy = text("on-error");
  if (policy != "stop" && policy != "continue")
    throw Failure(ExitCode::usage, "--on-error is '" + policy + "'; expected continue or stop");
  if (policy == "stop") launch.most_failures = 1;
  return launch;
}

void add_launch_options(Options& options) {
  add_session_options(options);
  options.add().add_options()(
      "jobs,j", po::value<unsigned>()->default_value(std::max(1U, std::thread::hardware_concurrency())),
      "worker processes")("threads", po::value<unsigned>()->default_value(1),
                          "threads that share each step of a run; for single large runs, with -j1")(
      "timeout", po::value<std::string>(), "time that a run may take: 30s, '5 min', 2h")(
      "memory", po::value<std::string>(), "memory that a worker may have: 500MB, '2 GB'")(
      "on-error", po::value<std::string>()->default_value("continue"), "when a run fails: continue or stop")(
      "max-failures", po::value<std::string>(), "stop when so many runs have failed: 10, or 5%")(
      "shard", po::value<std::string>(), "only every n-th run (or search) from the i-th on: i/n, 1/4 to 4/4")(
      "keep-stale", "keep stored runs although program, plugins or data have changed");
}

int launch_all(const Options& options, bool retry) {
  int worst = 0;
  const auto sessions = open_sessions(options);
  for (const auto& session : sessions) session->environment.threads = threads_of(options);
  tell_how(sessions, options.get<unsigned>("jobs"));
  const Shard shard = shard_of(options);
  for (const auto& session : sessions) launch::check_all(session->context(), session->runs);
  for (const auto& session : sessions) {
    const auto summary = launch_one(options, *session, shard, retry);
    print_summary(*session, summary);
    worst = std::max(worst, exit_code_of(summary));
    if (summary.signal != 0) break;
  }
  return worst;
}

}  // namespace assay::cli
