#include "launch/stored.hpp"

#include "base/failure.hpp"
#include "store/origin.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> changes(const Context& context, const fs::path& file, const store::Seal& seal,
                                 const plan::Run& run) {
  const store::Environment now = environment_of(context, run);
  if (seal.origin == store::origin_of(now)) return {};
  try {
    return store::differences(store::read_origin(file), now);
  } catch (const Failure& failure) {
    return {failure.what()};
  }
}

}  // namespace

fs::path file_of(const fs::path& folder, const plan::Run& run) { return folder / (run.name() + ".h5"); }

std::map<std::string, Stored> stored(const Context& context, const fs::path& folder,
                                     const std::vector<plan::Run>& runs) {
  std::map<std::string, Stored> found;
  for (const auto& run : runs) {
    const auto file = file_of(folder, run);
    const auto seal = store::read_seal(file);
    if (!seal || seal->run != run.id) continue;
    found[run.id] = {seal->status, seal->sha256, changes(context, file, *seal, run)};
  }
  return found;
}

}  // namespace assay::launch
