#include "launch/launch.hpp"

#include <cstring>
#include <set>

#include "launch/pool.hpp"
#include "launch/progress.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace fs = std::filesystem;
namespace {

/// Passes a training's progress on to the pool.
class Messenger final : public train::Observer {
 public:
  explicit Messenger(const Channel& channel) : channel_(channel) {}
  void epoch_done(std::int64_t epoch, std::int64_t epochs, const train::Values& values) override {
    channel_.report({epoch, epochs, values});
  }

 private:
  const Channel& channel_;
};

/// What the worker does with one run; its exit code is 0 even for a diverged run, whose message tells.
int work_on(const Context& context, const plan::Run& run, const fs::path& file, const Channel& channel) {
  Messenger messenger(channel);
  try {
    const store::Record record = perform(context, run, messenger);
    store::write(file, record);
    if (record.status == store::Status::diverged) channel.message("diverged: " + record.message);
    return 0;
  } catch (const std::exception& error) {
    channel.message(error.what());
    return 1;
  }
}

std::string trouble_of(const Ending& ending) {
  if (ending.signal != 0) {
    const std::string after = ending.message.empty() ? "" : " after: " + ending.message;
    return "crashed: the worker died of signal " + std::to_string(ending.signal) + " (" + strsignal(ending.signal) +
           ')' + after;
  }
  if (ending.exit_code != 0) return "failed: " + ending.message;
  return ending.message;
}

}  // namespace

fs::path file_of(const fs::path& folder, const plan::Run& run) { return folder / (run.name() + ".h5"); }

std::map<std::string, std::string> stored(const fs::path& folder, const std::vector<plan::Run>& runs) {
  std::map<std::string, std::string> found;
  for (const auto& run : runs) {
    const auto file = file_of(folder, run);
    std::error_code error;
    if (!fs::exists(file, error)) continue;
    const auto seal = store::read_seal(file);
    if (seal && seal->run == run.id && (seal->status == "complete" || seal->status == "diverged"))
      found[run.id] = seal->status;
  }
  return found;
}

void check_all(const Context& context, const std::vector<plan::Run>& runs) {
  Diagnostics wrong;
  ExitCode code = ExitCode::experiment;
  std::set<std::string> seen;
  for (const auto& run : runs) {
    std::string key = run.model;
    for (const auto& [axis, value] : run.axes) key += '|' + axis + '=' + value;
    if (!seen.insert(key).second) continue;  // another seed of the same
    try {
      check(context, run);
    } catch (const Failure& failure) {
      if (failure.code() != ExitCode::experiment) throw;
      code = failure.code();
      wrong.add_text(failure.what());
    }
  }
  wrong.finish(code);
}

Summary launch(const Context& context, const std::vector<plan::Run>& runs, const Options& options) {
  Summary summary;
  summary.total = runs.size();
  const auto done = stored(options.folder, runs);
  summary.stored = done.size();
  std::vector<const plan::Run*> missing;
  for (const auto& run : runs) {
    const auto found = done.find(run.id);
    if (found == done.end())
      missing.push_back(&run);
    else if (found->second == "diverged")
      summary.failures.emplace_back(run.name(), "diverged (stored earlier)");
  }
  if (missing.empty()) return summary;
  fs::create_directories(options.folder);

  Progress progress(missing.size(), options.quiet);
  Work work;
  work.count = missing.size();
  work.perform = [&](std::size_t task, const Channel& channel) {
    const plan::Run& run = *missing[task];
    return work_on(context, run, file_of(options.folder, run), channel);
  };
  work.started = [&](std::size_t task) { progress.started(task, missing[task]->name()); };
  work.reported = [&](std::size_t task, const Report& report) { progress.reported(task, report); };
  work.ended = [&](std::size_t task, const Ending& ending) {
    const plan::Run& run = *missing[task];
    const std::string trouble = trouble_of(ending);
    progress.ended(task, trouble);
    ++summary.trained;
    if (trouble.empty()) return;
    summary.failures.emplace_back(run.name(), trouble);
    const auto status = ending.signal != 0 ? store::Status::crashed : store::Status::failed;
    if (ending.signal != 0 || ending.exit_code != 0)
      store::write(file_of(options.folder, run), failure_record(context, run, status, trouble));
  };
  summary.signal = perform_all(work, options.workers);
  return summary;
}

}  // namespace assay::launch
