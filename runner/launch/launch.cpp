#include "launch/launch.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <set>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "launch/blame.hpp"
#include "launch/checkpoints.hpp"
#include "launch/claim.hpp"
#include "launch/environment.hpp"
#include "launch/leak_checks.hpp"
#include "launch/pool.hpp"
#include "launch/progress.hpp"
#include "launch/stored.hpp"
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
  Sweep(const Context& context, const Options& options, WorkSource& source)
      : context_(context), options_(options), source_(source), stored_(context, options.folder) {}

  std::vector<const plan::Run*> missing() {
    refill();
    tell_stale();
    std::vector<const plan::Run*> missing;
    for (const auto& one : missing_) missing.push_back(one.run);
    return missing;
  }

  Summary run() {
    refill();
    tell_stale();
    store::sweep_leftovers(options_.folder);
    summary_.total = source_.total();
    if (!missing_.empty()) train_missing();
    leave();
    return summary_;
  }

 private:
  void make_folder() const {
    std::error_code error;
    fs::create_directories(options_.folder, error);
    if (error)
      throw Failure(ExitCode::results, "cannot make the folder " + options_.folder.string() + ": " + error.message());
  }

  void train_missing() {
    make_folder();
    warm_up();
    Progress progress(summary_.total - summary_.stored, options_.quiet);
    progress_ = &progress;
    train();
    progress_ = nullptr;
  }

  /// What can be made again anyway fails no sweep.
  void leave() const {
    try {
      source_.leave(options_.folder);
    } catch (const Failure& failure) {
      log::warning(failure.what());
    }
  }

  bool given_up() {
    summary_.gave_up = summary_.failures.size() + summary_.lost.size() >= options_.most_failures;
    return summary_.gave_up || summary_.cannot_store;
  }

  /// Asks for work until there is some to do, or none for now.
  void refill() {
    const std::size_t before = missing_.size();
    for (auto runs = source_.next(); !runs.empty(); runs = source_.next())
      for (const auto* run : runs) select(*run);
    if (!progress_) return;
    for (std::size_t i = before; i < missing_.size(); ++i) plugins_of(*missing_[i].run, context_.registry);
    progress_->expect(summary_.total - summary_.stored, source_.news());
  }

  /// What is stored needs no training, unless something has changed or is to be tried again.
  void select(const plan::Run& run) {
    const auto file = stored_.find(run);
    if (!file) {
      if (!options_.retry || run.searched) missing_.push_back({&run, {}});
      return;
    }
    const bool failed = is_failure(file->status);
    const bool stale = !file->stale.empty() && !options_.keep_stale && !options_.retry;
    if (stale || (options_.retry && failed)) {
      missing_.push_back({&run, file->sha256});
      summary_.stale += stale ? 1 : 0;
      if (stale) note_stale(run, file->stale);
      return;
    }
    ++summary_.stored;
    const auto path = file_of(options_.folder, run);
    std::error_code none;
    if (!failed) fs::remove(checkpoint_of(path), none);  // of a program killed just in between
    if (failed) summary_.earlier.emplace_back(run.name(), file->status + " (stored earlier)");
    source_.done(run, path);
  }

  /// A search has as many stale runs as it comes across: the first says it for all that follow from it.
  void note_stale(const plan::Run& run, const std::vector<std::string>& reasons) {
    if (!run.searched) {
      for (const auto& reason : reasons) ++reasons_[reason];
    } else if (stale_searches_.insert({run.searched->search, run.seed}).second) {
      log::info("trial " + std::to_string(run.trial) + " of " + run.model + ", seed " + std::to_string(run.seed) +
                ", is stale: it runs again, and so does what was suggested from it (" + reasons.front() + ')');
    }
  }

  void tell_stale() const {
    for (const auto& [reason, count] : reasons_)
      log::info(std::to_string(count) + " stored runs are stale and run again: " + reason);
  }

  /// What every worker would otherwise do for itself: start libraries, hash plugins, learn the time zone.
  void warm_up() const {
    store::warm_up();
    prepare_blame();
    utc_now();
    for (const auto& missing : missing_) plugins_of(*missing.run, context_.registry);
  }

  void train() {
    Work work;
    work.count = [&] {
      if (!others_.empty() && started_ == missing_.size()) look_at_others();
      return missing_.size();
    };
    work.waiting = [&] { return !others_.empty(); };
    work.timeout = options_.timeout;
    work.perform = [&](std::size_t task, const Channel& channel) {
      const auto& [run, sha256] = missing_[task];
      const Task one{*run, file_of(options_.folder, *run), sha256, options_.alone, options_.memory};
      return work_on(context_, one, channel);
    };
    work.started = [&](std::size_t task) {
      started_ = task + 1;
      progress_->started(task, missing_[task].run->name());
    };
    work.reported = [&](std::size_t task, const Report& report) { progress_->reported(task, report); };
    work.ended = [&](std::size_t task, const Ending& ending) { ended(task, ending); };
    work.enough = [&] { return given_up(); };
    summary_.signal = perform_all(work, options_.workers);
  }

  /// Runs that another program had: done by now, or to be done here, for their owner may have died. Looking is not free
  /// (a file each), so not more often than somebody would notice.
  void look_at_others() {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds kPause{100};
    if (Clock::now() - looked_ < kPause) return;
    std::vector<Missing> waited;
    std::swap(waited, others_);
    for (const auto& one : waited) {
      const auto file = file_of(options_.folder, *one.run);
      const bool claimed = Claims::is_claimed(options_.folder, one.run->id);  // first: it is stored before it is let go
      const auto seal = store::read_seal(file);
      if (seal && seal->run == one.run->id && seal->sha256 != one.sha256) {
        ++summary_.others;
        source_.done(*one.run, file);
        refill();
      } else if (claimed) {
        others_.push_back(one);
      } else {
        missing_.push_back(one);
      }
    }
    looked_ = Clock::now();
  }

  void ended(std::size_t task, const Ending& ending) {
    const bool taken = ending.signal == 0 && ending.exit_code == kTaken;
    const bool cut_short = ending.stopping && !ending.finished && (ending.exit_code == kStopped || ending.signal != 0);
    if (taken) others_.push_back(missing_[task]);
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
    source_.done(run, file_of(options_.folder, run));
    refill();
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
  WorkSource& source_;
  StoredRuns stored_;
  Summary summary_;
  std::map<std::string, std::size_t> reasons_;                      ///< why stored runs are stale
  std::set<std::pair<std::string, std::uint64_t>> stale_searches_;  ///< those that were told of, with their seeds
  std::deque<Missing> missing_;                                     ///< grows while they are worked on
  std::vector<Missing> others_;                                     ///< that another program has
  std::size_t started_ = 0;                                         ///< so many of `missing_`
  std::chrono::steady_clock::time_point looked_{};
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

std::vector<const plan::Run*> missing(const Context& context, WorkSource& source, const Options& options) {
  return Sweep(context, options, source).missing();
}

Summary launch(const Context& context, WorkSource& source, const Options& options) {
  return Sweep(context, options, source).run();
}

}  // namespace assay::launch
