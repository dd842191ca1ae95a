#include "store/index.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "store/sealed_reading.hpp"

namespace assay::store {

namespace fs = std::filesystem;

std::unique_ptr<Index> Index::read(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / kIndexName, error)) return nullptr;
  try {
    auto contents = read_sealed_as<IndexContents>(Wanted::index, folder);
    if (!contents.there) return nullptr;
    return std::unique_ptr<Index>(new Index(folder, std::move(contents.files), std::move(contents.names)));
  } catch (const Error&) {
    return nullptr;  // the files themselves are still there
  }
}

const Facts* Index::find(const std::string& name) const {
  if (const auto loaded = loaded_.find(name); loaded != loaded_.end()) return &loaded->second;
  if (std::ranges::find(names_, name) == names_.end()) return nullptr;
  try {
    auto [values, which] = read_sealed_as<IndexColumn>(Wanted::index_column, folder_, name);
    return &loaded_.emplace(name, Facts(std::move(values), std::move(which))).first->second;
  } catch (const Error&) {
    throw Failure(ExitCode::results, (folder_ / kIndexName).string() + ": damaged: its column '" + name +
                                         "' cannot be read; delete the file, it is "
                                         "made anew");
  }
}

}  // namespace assay::store
