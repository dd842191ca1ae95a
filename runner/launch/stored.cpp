#include "launch/stored.hpp"

#include "base/failure.hpp"
#include "store/origin.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace fs = std::filesystem;

/// What runs are made with today: the same for all seeds of a point, and hashing it for every run would take longer
/// than looking at its file.
class StoredRuns::Today {
 public:
  explicit Today(const Context& context) : context_(context) {}

  std::vector<std::string> changes(const fs::path& file, const store::Seal& seal, const plan::Run& run) {
    Made& made = of(run);
    if (seal.origin == made.origin) return {};
    const auto [found, is_new] = made.changes.try_emplace(seal.origin);  // equal origins differ from today's alike
    if (is_new) found->second = read_changes(file, made.environment);
    return found->second;
  }

 private:
  struct Made {
    store::Environment environment;
    std::string origin;
    std::map<std::string, std::vector<std::string>> changes;  ///< since another origin
  };

  static std::vector<std::string> read_changes(const fs::path& file, const store::Environment& now) {
    try {
      return store::differences(store::read_origin(file), now);
    } catch (const Failure& failure) {
      return {failure.what()};
    }
  }

  Made& of(const plan::Run& run) {
    const auto [made, is_new] = known_.try_emplace(run.shared.get());
    if (is_new) {
      made->second.environment = environment_of(context_, run);
      made->second.origin = store::origin_of(made->second.environment);
    }
    return made->second;
  }

  const Context& context_;
  std::map<const plan::Run::Shared*, Made> known_;
};

StoredRuns::StoredRuns(const Context& context, fs::path folder)
    : folder_(std::move(folder)), today_(std::make_unique<Today>(context)) {}

StoredRuns::~StoredRuns() = default;

std::optional<Stored> StoredRuns::find(const plan::Run& run) {
  const auto file = file_of(folder_, run);
  const auto seal = store::read_seal(file);
  if (!seal || seal->run != run.id) return std::nullopt;
  return Stored{seal->status, seal->sha256, today_->changes(file, *seal, run)};
}

fs::path file_of(const fs::path& folder, const plan::Run& run) { return folder / (run.name() + ".h5"); }

std::map<std::string, Stored> stored(const Context& context, const fs::path& folder,
                                     const std::vector<plan::Run>& runs) {
  StoredRuns known(context, folder);
  std::map<std::string, Stored> found;
  for (const auto& run : runs)
    if (auto one = known.find(run)) found.emplace(run.id, std::move(*one));
  return found;
}

}  // namespace assay::launch
