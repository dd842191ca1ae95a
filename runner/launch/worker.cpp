#include "launch/worker.hpp"

#include <fstream>
#include <memory>
#include <new>

#include <sys/resource.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "launch/blame.hpp"
#include "launch/checkpoints.hpp"
#include "launch/claim.hpp"
#include "launch/environment.hpp"
#include "launch/signals.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // their shadow memory counts as data
#else
constexpr bool kSanitized = false;
#endif

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

/// No core files; a limit on data, so that whoever allocates without end gets an exception; and should the system run
/// out of memory nevertheless, this process is the one to go, not the sweep.
void limit_resources(std::uint64_t memory) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  if (memory == 0)
    memory = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  const rlimit data{memory, memory};
  if (!kSanitized) setrlimit(RLIMIT_DATA, &data);
  std::ofstream("/proc/self/oom_score_adj") << 1000;
}

bool claim(const Claims& claims, const Task& task) {
  try {
    return claims.claim(task.run.id);
  } catch (const Failure&) {
    if (task.alone) return true;
    throw;
  }
}

bool done_since(const Task& task) {
  const auto seal = store::read_seal(task.file);
  return seal && seal->run == task.run.id && seal->sha256 != task.sha256;
}

/// What the disk refuses says nothing about the run.
struct NotStored : Error {
  using Error::Error;
};

template <class Work>
auto storing(Work work) {
  try {
    return work();
  } catch (const Failure& failure) {
    throw NotStored(failure.what());
  }
}

int train_and_store(const Context& context, const Task& task, const Channel& channel) {
  Messenger messenger(channel);
  const store::Record record = perform(context, task.run, task.file, messenger);
  storing([&] { store::write(task.file, record, [&] { channel.storing(); }); });
  std::error_code gone_already;
  std::filesystem::remove(checkpoint_of(task.file), gone_already);
  if (record.status == store::Status::diverged) channel.message("diverged: " + record.message);
  channel.finished();
  return kDone;
}

}  // namespace

int work_on(const Context& context, const Task& task, const Channel& channel) {
  try {
    limit_resources(task.memory);
    const auto plugins = plugins_of(task.run, context.registry);
    watch_for_blame(plugins, channel.descriptor());
    const auto claims = storing([&] { return std::make_unique<Claims>(task.file.parent_path()); });
    if (!storing([&] { return claim(*claims, task); }) || done_since(task)) return kTaken;
    channel.begin();
    return train_and_store(context, task, channel);
  } catch (const train::Stopped&) {
    return kStopped;
  } catch (const NotStored& error) {
    channel.message(error.what());
    return kNotStored;
  } catch (const std::bad_alloc&) {
    const std::string plugin = out_of_memory_in();
    channel.message("out of memory" + (plugin.empty() ? "" : " in " + plugin));
    return kNoMemory;
  } catch (const std::exception& error) {
    channel.message(error.what());
    return kFailed;
  }
}

}  // namespace assay::launch
