#include "cli/session.hpp"

#include "base/log.hpp"
#include "data/dataset.hpp"
#include "data/divide.hpp"
#include "data/steps.hpp"
#include "launch/environment.hpp"
#include "launch/frozen_plan.hpp"
#include "launch/search_source.hpp"
#include "model/initialiser.hpp"
#include "search/method.hpp"
#include "train/meter.hpp"
#include "train/objective.hpp"
#include "train/schedule.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;

void add_session_options(Options& options) {
  options.add().add_options()("plugins", po::value<Words>()->composing(),
                              "a folder of plugins, or one library; repeatable")(
      "results", po::value<std::string>()->default_value("results"), "where run files are kept: DIR/<experiment>/");
}

std::int64_t threads_of(const Options& options) {
  const auto threads = options.get<unsigned>("threads");
  if (threads == 0 || threads > 1024) throw Failure(ExitCode::usage, "--threads needs a number from 1 to 1024");
  return threads;
}

void fill_registry(registry::Registry& registry, const Options& options, const std::vector<fs::path>& from_experiment) {
  registry.declare(data::sources());
  registry.declare(data::steps());
  registry.declare(train::schedules());
  registry.declare(train::objectives());
  registry.declare(train::metrics());
  registry.declare(model::initialisers());
  registry.declare(search::methods());
  std::vector<fs::path> from_command_line;
  if (options.has("plugins"))
    for (const auto& path : options.get<Words>("plugins")) from_command_line.emplace_back(path);
  for (const auto& path : registry::plugin_path(from_command_line, from_experiment)) {
    std::error_code error;
    if (fs::is_regular_file(path, error))
      registry.add_file(path);
    else
      registry.add_folder(path);
  }
}

namespace {

void plan_search(Session& session) {
  session.tuned = plan::tuned(session.experiment, session.registry);
  const std::string& metric = session.experiment.search->metric;
  if (metric.starts_with("best."))
    log::warning("'for' is '" + metric + "': the same number chooses a run's epoch and the best run");
}

std::unique_ptr<Session> open_session(spec::Experiment experiment, const Options& options) {
  const fs::path folder = experiment.file.parent_path();
  auto session =
      std::make_unique<Session>(Session{std::move(experiment), {}, {}, {}, launch::DataSets(folder), {}, {}});
  fill_registry(session->registry, options, session->experiment.plugins);
  session->runs = plan::expand(session->experiment, session->registry, [&](const spec::RunSpec& spec) {
    return data::folds_of(spec.data.split, session->data.get(spec, 0));
  });
  if (session->is_search()) plan_search(*session);
  session->folder = fs::path(options.get<std::string>("results")) / session->experiment.name;
  session->environment = launch::environment(command_line());
  return session;
}

/// What a cluster's task trains; the command that its runs remember is the user's.
std::unique_ptr<Session> open_frozen(const fs::path& file, const Options& options) {
  const launch::FrozenPlan plan = launch::read_plan(file);
  auto session = open_session(spec::parse_experiment(plan.text, plan.experiment, plan.overrides), options);
  if (!session->is_search()) session->runs = launch::planned(std::move(session->runs), plan);
  session->environment.command = plan.command;
  return session;
}

/// A comparison reads what is stored with the runs, the file as it was.
void tell_of_comparisons(const Words& overrides) {
  for (const auto& word : overrides)
    if (word.starts_with("compare."))
      log::warning("'" + word + "' changes no run and is stored with none; 'assay compare' and 'report' take it too");
}

}  // namespace

std::unique_ptr<launch::WorkSource> Session::work(std::size_t shard, std::size_t shards) {
  if (is_search()) return std::make_unique<launch::SearchSource>(experiment, registry, tuned, shard, shards);
  return std::make_unique<launch::Grid>(runs, shard, shards);
}

Words overrides_of(const Words& words) {
  Words overrides;
  for (const auto& word : words)
    if (word.find('=') != std::string::npos) overrides.push_back(word);
  return overrides;
}

std::vector<std::unique_ptr<Session>> open_sessions(const Options& options) {
  std::vector<std::unique_ptr<Session>> sessions;
  if (options.has("frozen")) {
    sessions.push_back(open_frozen(options.get<std::string>("frozen"), options));
    return sessions;
  }
  Words files = options.words();
  std::erase_if(files, [](const std::string& word) { return word.find('=') != std::string::npos; });
  if (files.empty()) throw Failure(ExitCode::usage, "which experiment? give the name of a YAML file");
  tell_of_comparisons(overrides_of(options.words()));
  for (const auto& file : files)
    sessions.push_back(open_session(spec::read_experiment(file, overrides_of(options.words())), options));
  return sessions;
}

}  // namespace assay::cli
