#include "cli/submitting.hpp"

#include <algorithm>
#include <ostream>

#include "base/log.hpp"
#include "cli/launching.hpp"
#include "cli/session.hpp"
#include "launch/claim.hpp"
#include "launch/frozen_plan.hpp"
#include "launch/slurm.hpp"
#include "report/table.hpp"
#include "store/run_file.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

constexpr unsigned kMostTasks = 100;  // unless told otherwise; clusters limit arrays to 1000 or so

unsigned threads_of_each(const Options& options) { return options.get<unsigned>("threads"); }

/// The options that tasks must have as well.
Words passed_on(const Options& options) {
  Words words{"--results", fs::absolute(options.get<std::string>("results")).string()};
  for (const char* option : {"timeout", "memory", "on-error", "max-failures"})
    if (options.given(option))
      words.insert(words.end(), {std::string("--") + option, options.get<std::string>(option)});
  if (options.has("plugins"))
    for (const auto& path : options.get<Words>("plugins"))
      words.insert(words.end(), {"--plugins", fs::absolute(path).string()});
  if (options.given("threads")) words.insert(words.end(), {"--threads", std::to_string(threads_of_each(options))});
  for (const char* option : {"keep-stale", "quiet", "verbose"})
    if (options.has(option)) words.push_back(std::string("--") + option);
  return words;
}

std::size_t tasks_for(const Options& options, std::size_t runs) {
  const unsigned most = options.has("array-size") ? options.get<unsigned>("array-size") : kMostTasks;
  if (most == 0) throw Failure(ExitCode::usage, "--array-size needs at least one task");
  return std::min<std::size_t>(most, runs);
}

void submit_one(const Options& options, Session& session) {
  const auto work = session.work();
  const auto settings = launch_options(options, work->total(), session.folder, false);
  const auto missing = launch::missing(session.context(), *work, settings);
  const std::string of_all = std::to_string(work->total()) + " runs";
  if (missing.empty()) return log::info(session.experiment.name + ": " + of_all + ", all stored; nothing is submitted");
  auto plan = launch::freeze(session.experiment, overrides_of(options.words()), missing);
  plan.command = command_line();
  const std::size_t searches = session.tuned.size() * session.experiment.seeds.size();
  plan.tasks = tasks_for(options, session.is_search() ? searches : missing.size());
  const fs::path file = fs::absolute(launch::plan_file(session.folder, plan));
  launch::write_plan(file, plan);
  launch::Submission submission;
  submission.cores = options.given("jobs") ? options.get<unsigned>("jobs") : 1;
  submission.command = {fs::read_symlink("/proc/self/exe").string(),
                        "run",
                        "--frozen",
                        file.string(),
                        "--jobs",
                        std::to_string(submission.cores)};
  for (auto& word : passed_on(options)) submission.command.push_back(std::move(word));
  if (options.has("sbatch")) submission.sbatch = po::split_unix(options.get<std::string>("sbatch"));
  try {
    const std::string job = launch::submit(file, plan, submission);
    const std::string what = session.is_search() ? std::to_string(searches) + " searches, at most "
                                                 : std::to_string(missing.size()) + " of ";
    log::info(session.experiment.name + ": " + what + of_all + " submitted as Slurm job " + job + ", " +
              std::to_string(plan.tasks) + " tasks; 'assay list " + session.folder.string() +
              "' shows how far they are, logs are in " + file.parent_path().string() + "/");
  } catch (const Failure&) {
    std::error_code none;
    fs::remove_all(file.parent_path(), none);
    fs::remove(file.parent_path().parent_path(), none);  // only where it is empty now
    throw;
  }
}

/// A run that was handed over and is not stored yet.
struct Pending {
  launch::FrozenRun run;
  std::string state;  ///< "queued", "running"
};

/// What is not in the queue any more is missing, not pending.
void add_pending(const fs::path& folder, const launch::FrozenPlan& plan, std::vector<Pending>& pending) {
  const auto states = launch::task_states(plan);
  for (std::size_t i = 0; i < plan.runs.size(); ++i) {
    const auto& run = plan.runs[i];
    const auto seal = store::read_seal(folder / (run.name() + ".h5"));
    if (seal && seal->run == run.id) continue;
    const bool queued = states && states->count(i % plan.tasks + 1) > 0;
    if (launch::Claims::is_claimed(folder, run.id))
      pending.push_back({run, "running"});
    else if (queued)
      pending.push_back({run, "queued"});
  }
}

/// A folder with run files is an experiment's; others hold experiments' folders.
std::vector<fs::path> with_subfolders(const fs::path& folder) {
  std::vector<fs::path> folders{folder};
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".h5") return {folder};  // of which there may be thousands
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  return folders;
}

}  // namespace

void add_slurm_options(Options& options) {
  options.add().add_options()("launcher", po::value<std::string>()->default_value("local"),
                              "where runs are trained: local, or slurm, which submits a job array and returns")(
      "array-size", po::value<unsigned>(), "tasks of the array; default: one a run, at most 100")(
      "sbatch", po::value<std::string>(), "options for sbatch: '--time=2:00:00 --partition=main'")(
      "frozen", po::value<std::string>(), "what a task of the array trains: a plan.json instead of FILE");
}

bool wants_slurm(const Options& options) {
  const auto& launcher = options.get<std::string>("launcher");
  if (launcher != "local" && launcher != "slurm")
    throw Failure(ExitCode::usage, "--launcher is '" + launcher + "'; expected local or slurm");
  for (const char* option : {"array-size", "sbatch"})
    if (launcher == "local" && options.has(option))
      throw Failure(ExitCode::usage, std::string("--") + option + " is for --launcher slurm");
  if (launcher == "slurm" && options.has("shard"))
    throw Failure(ExitCode::usage, "--shard is for the tasks of --launcher slurm, which gives it to them");
  return launcher == "slurm";
}

int submit_all(const Options& options) {
  const auto sessions = open_sessions(options);
  for (const auto& session : sessions) launch::check_all(session->context(), session->runs);
  for (const auto& session : sessions) submit_one(options, *session);
  return 0;
}

void print_pending(std::ostream& out, const Words& folders) {
  std::vector<Pending> pending;
  for (const auto& folder : folders.empty() ? Words{"results"} : folders)
    for (const auto& one : with_subfolders(folder))
      for (const auto& plan : launch::plans_in(one)) add_pending(one, plan, pending);
  if (pending.empty()) return;
  report::Table table;
  table.column("at the cluster", report::Table::Align::left);
  table.column("seed");
  table.column("axes", report::Table::Align::left);
  table.column("status", report::Table::Align::left);
  for (const auto& [run, state] : pending) {
    std::string axes;
    for (const auto& [name, value] : run.axes) axes += (axes.empty() ? "" : " ") + name + '=' + value;
    table.row({run.name(), report::count_cell(run.seed), axes, state});
  }
  out << '\n';
  table.print(out);
}

}  // namespace assay::cli
