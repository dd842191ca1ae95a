#include "store/summaries.hpp"

#include <map>

#include "base/failure.hpp"
#include "store/run_file.hpp"

namespace assay::store {
namespace fs = std::filesystem;

struct Summaries::Impl final : FactSource {
  std::vector<fs::path> files;
  std::vector<std::string> damaged;
  std::vector<std::pair<std::string, Facts>> columns;
  std::map<std::string, std::size_t> places;
  Facts none;

  const Facts* find(const std::string& name) const override {
    const auto found = places.find(name);
    return found == places.end() ? nullptr : &columns[found->second].second;
  }
};

Summaries::Summaries(fs::path folder) : impl_(std::make_unique<Impl>()) {
  FactBuilder builder;
  for (const auto& name : run_names(folder)) {
    const fs::path file = folder / name;
    try {
      builder.add(read_summary(file));
      impl_->files.push_back(file);
    } catch (const Failure& failure) {
      impl_->damaged.emplace_back(failure.what());
    }
  }
  impl_->none = Facts(builder.runs());
  impl_->columns = builder.finish();
  for (std::size_t i = 0; i < impl_->columns.size(); ++i) impl_->places[impl_->columns[i].first] = i;
}

Summaries::~Summaries() = default;
Summaries::Summaries(Summaries&&) noexcept = default;
Summaries& Summaries::operator=(Summaries&&) noexcept = default;

std::size_t Summaries::size() const { return impl_->files.size(); }
fs::path Summaries::file(std::size_t run) const { return impl_->files[run]; }
const std::vector<std::string>& Summaries::damaged() const { return impl_->damaged; }

const Facts& Summaries::facts(const std::string& name) const {
  if (const Facts* exact = impl_->find(name)) return *exact;
  for (const char* part : {"run/", "axes/", "final/", "config/"})
    if (const Facts* found = impl_->find(part + name)) return *found;
  return impl_->none;
}

std::vector<std::string> Summaries::names() const {
  std::vector<std::string> names;
  for (const auto& [name, facts] : impl_->columns)
    if (!name.starts_with("names/")) names.push_back(name);
  return names;
}

Record Summaries::record(std::size_t run) const { return record_of(*impl_, run); }

std::vector<Summaries> summaries(const fs::path& folder) {
  std::vector<Summaries> all;
  for (const auto& one : run_folders(folder)) all.emplace_back(one);
  return all;
}

}  // namespace assay::store
