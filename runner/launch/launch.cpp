#include "launch/launch.hpp"

#include <map>
#include <set>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "launch/blame.hpp"
#include "launch/checkpoints.hpp"
#include "launch/environment.hpp"
#include "launch/leak_checks.hpp"
#include "launch/pool.hpp"
#include "launch/progress.hpp"
#include "launch/trouble.hpp"
#include "launch/worker.hpp"
#include "store/leftovers.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace fs = std::filesystem;
namespace {

/// A run to train, and what its file was when that was decided.
struct Missing {
  const plan::Run* run;
  std::string sha256;
};

class Sweep {
 public:
  Sweep(const Context& context, const Options& options) : context_(context), options_(options) {}

  std::vector<const plan::Run*> missing(const std::vector<plan::Run>& runs) {
    select(runs);
    std::vector<const plan::Run*> missing;
    for (const auto& one : missing_) missing.push_back(one.run);
    return missing;
  }

  Summary run(const std::vector<plan::Run>& runs) {
    summary_.total = runs.size();
    select(runs);
    store::sweep_leftovers(options_.folder);
    if (missing_.empty()) return summary_;
    make_folder();
    warm_up();
    Progress progress(missing_.size(), options_.quiet);
    progress_ = &progress;
    train(false);
    if (taken_.empty() || summary_.signal != 0 || given_up()) return summary_;
    missing_ = std::move(taken_);  // whoever has them may have died meanwhile; if not, they will be stored soon
    taken_.clear();
    train(true);
    return summary_;
  }

 private:
  void make_folder() const {
    std::error_code error;
    fs::create_directories(options_.folder, error);
    if (error)
      throw Failure(ExitCode::results, "cannot make the folder " + options_.folder.string() + ": " + error.message());
  }

  bool given_up() {
    summary_.gave_up = summary_.failures.size() + summary_.lost.size() >= options_.most_failures;
    return summary_.gave_up || summary_.cannot_store;
  }

  void select(const std::vector<plan::Run>& runs) {
    const auto found = stored(context_, options_.folder, runs);
    std::map<std::string, std::size_t> reasons;
    for (const auto& run : runs) {
      const auto known = found.find(run.id);
      if (known == found.end()) {
        if (!options_.retry) missing_.push_back({&run, {}});
        continue;
      }
      const Stored& file = known->second;
      const bool failed = is_failure(file.status);
      const bool stale = !file.stale.empty() && !options_.keep_stale && !options_.retry;
      if (stale || (options_.retry && failed)) {
        missing_.push_back({&run, file.sha256});
        summary_.stale += stale ? 1 : 0;
        if (stale)
          for (const auto& reason : file.stale) ++reasons[reason];
        continue;
      }
      ++summary_.stored;
      std::error_code none;
      if (!failed)
        fs::remove(checkpoint_of(file_of(options_.folder, run)), none);  // of a program killed just in between
      if (failed) summary_.earlier.emplace_back(run.name(), file.status + " (stored earlier)");
    }
    for (const auto& [reason, count] : reasons)
      log::info(std::to_string(count) + " stored runs are stale and run again: " + reason);
  }

  /// What every worker would otherwise do for itself: start libraries, hash plugins, learn the time zone.
  void warm_up() const {
    store::warm_up();
    prepare_blame();
    utc_now();
    for (const auto& missing : missing_) plugins_of(*missing.run, context_.registry);
  }

  void train(bool wait) {
    Work work;
    work.count = missing_.size();
    work.timeout = options_.timeout;
    work.perform = [&](std::size_t task, const Channel& channel) {
      const auto& [run, sha256] = missing_[task];
      const Task one{*run, file_of(options_.folder, *run), sha256, wait, options_.alone, options_.memory};
      return work_on(context_, one, channel);
    };
    work.started = [&](std::size_t task) { progress_->started(task, missing_[task].run->name()); };
    work.reported = [&](std::size_t task, const Report& report) { progress_->reported(task, report); };
    work.ended = [&](std::size_t task, const Ending& ending) { ended(task, ending, wait); };
    work.enough = [&] { return given_up(); };
    summary_.signal = perform_all(work, options_.workers);
  }

  void ended(std::size_t task, const Ending& ending, bool waited) {
    const bool taken = ending.signal == 0 && ending.exit_code == kTaken;
    const bool cut_short = ending.stopping && !ending.finished && (ending.exit_code == kStopped || ending.signal != 0);
    if (taken && waited)
      ++summary_.others;
    else if (taken)
      taken_.push_back(missing_[task]);
    if (taken || cut_short) return progress_->left(task);
    const plan::Run& run = *missing_[task].run;
    const Trouble trouble = trouble_of(ending, options_.timeout);
    progress_->ended(task, trouble.text, trouble.missing);
    progress_->printed(run.name(), ending.output, trouble.text.empty());
    if (ending.signal == 0 && ending.exit_code == kNotStored) summary_.cannot_store = true;
    if (trouble.missing) return summary_.lost.emplace_back(run.name(), trouble.text), void();
    if (trouble.keep && !keep(run, trouble, ending.output)) return;
    ++summary_.trained;
    if (!trouble.text.empty()) summary_.failures.emplace_back(run.name(), trouble.text);
  }

  /// False where it cannot be stored; then the run is missing.
  bool keep(const plan::Run& run, const Trouble& trouble, const std::vector<std::string>& output) {
    std::string message = trouble.text;
    for (const auto& line : output) message += "\n| " + line;
    const auto file = file_of(options_.folder, run);
    try {
      store::write(file, failure_record(context_, run, file, trouble.status, message));
    } catch (const Failure& failure) {
      summary_.lost.emplace_back(run.name(), trouble.text + "; this is not stored: " + failure.what());
      summary_.cannot_store = true;
      return false;
    }
    store::warm_up();
    std::error_code none;
    if (trouble.status == store::Status::failed) fs::remove(checkpoint_of(file), none);
    return true;
  }

  const Context& context_;
  const Options& options_;
  Summary summary_;
  std::vector<Missing> missing_, taken_;
  Progress* progress_ = nullptr;
};

}  // namespace

void check_all(const Context& context, const std::vector<plan::Run>& runs) {
  Diagnostics wrong;
  ExitCode code = ExitCode::experiment;
  std::set<std::string> seen, noted;
  for (const auto& run : runs) {
    std::string key = run.model;
    for (const auto& [axis, value] : run.axes) key += '|' + axis + '=' + value;
    if (!seen.insert(key).second) continue;  // another seed of the same
    try {
      for (const auto& note : check(context, run))
        if (noted.insert(note).second) log::warning(note);
    } catch (const Failure& failure) {
      if (failure.code() != ExitCode::experiment) throw;
      code = failure.code();
      wrong.add_text(failure.what());
    }
  }
  wrong.finish(code);
  check_leaks(context, runs);
}

std::vector<const plan::Run*> missing(const Context& context, const std::vector<plan::Run>& runs,
                                      const Options& options) {
  return Sweep(context, options).missing(runs);
}

Summary launch(const Context& context, const std::vector<plan::Run>& runs, const Options& options) {
  return Sweep(context, options).run(runs);
}

}  // namespace assay::launch
