#include "store/summaries.hpp"

#include <map>
#include <optional>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "store/index.hpp"
#include "store/run_file.hpp"

namespace assay::store {
namespace fs = std::filesystem;

namespace {

/// Fewer files are opened as quickly as an index of them is written.
constexpr std::size_t kWorthIndexing = 200;

/// Columns in memory.
class Columns final : public FactSource {
 public:
  explicit Columns(std::vector<std::pair<std::string, Facts>> columns) : columns_(std::move(columns)) {
    for (const auto& [name, facts] : columns_) places_.emplace(name, &facts);
  }

  const std::vector<std::pair<std::string, Facts>>& all() const { return columns_; }
  const Facts* find(const std::string& name) const override {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : found->second;
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> names;
    for (const auto& [name, facts] : columns_) names.push_back(name);
    return names;
  }

 private:
  std::vector<std::pair<std::string, Facts>> columns_;
  std::map<std::string, const Facts*> places_;
};

/// For each file its row in the index; none where the index does not have it as it is now.
std::vector<std::optional<std::size_t>> rows_of(const std::vector<StampedFile>& files, const Index* index) {
  std::vector<std::optional<std::size_t>> rows(files.size());
  if (!index) return rows;
  std::size_t row = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {  // both are sorted
    while (row < index->files().size() && index->files()[row].name < files[i].name) ++row;
    if (row < index->files().size() && index->files()[row] == files[i]) rows[i] = row;
  }
  return rows;
}

Record summary_of(const fs::path& file, const Index* index, std::optional<std::size_t> row) {
  if (row) try {
      return record_of(*index, *row);
    } catch (const Error&) {
      // the index is damaged, but the file itself is still there
    }
  return read_summary(file);
}

}  // namespace

struct Summaries::Impl {
  fs::path folder;
  std::vector<StampedFile> files;
  std::vector<std::string> damaged;
  std::unique_ptr<FactSource> source;
  Facts none;

  void open() {
    const auto now = stamped_files(folder);
    auto index = Index::read(folder);
    if (index && index->files() == now) {
      files = now;
      source = std::move(index);
    } else {
      gather(now, index.get());
    }
    none = Facts(files.size());
  }

  /// Takes from the index what is still right, and the rest from the files.
  void gather(const std::vector<StampedFile>& now, const Index* index) {
    FactBuilder builder;
    const auto rows = rows_of(now, index);
    std::size_t opened = 0;
    for (std::size_t i = 0; i < now.size(); ++i) try {
        builder.add(summary_of(folder / now[i].name, index, rows[i]));
        files.push_back(now[i]);
        opened += rows[i] ? 0 : 1;
      } catch (const Failure& failure) {
        damaged.emplace_back(failure.what());
      }
    auto columns = std::make_unique<Columns>(builder.finish());
    if (opened >= kWorthIndexing) keep(columns->all());
    source = std::move(columns);
  }

  /// Without an index everything is only slower, as in a folder that is read-only.
  void keep(const std::vector<std::pair<std::string, Facts>>& columns) const {
    try {
      write_index(folder, files, columns);
    } catch (const Failure& failure) {
      log::debug(failure.what());
    }
  }
};

Summaries::Summaries(fs::path folder) : impl_(std::make_unique<Impl>()) {
  impl_->folder = std::move(folder);
  impl_->open();
}

Summaries::~Summaries() = default;
Summaries::Summaries(Summaries&&) noexcept = default;
Summaries& Summaries::operator=(Summaries&&) noexcept = default;

std::size_t Summaries::size() const { return impl_->files.size(); }
fs::path Summaries::file(std::size_t run) const { return impl_->folder / impl_->files[run].name; }
const std::vector<std::string>& Summaries::damaged() const { return impl_->damaged; }

const Facts& Summaries::facts(const std::string& name) const {
  if (const Facts* exact = impl_->source->find(name)) return *exact;
  for (const char* part : {"run/", "axes/", "final/", "config/"})
    if (const Facts* found = impl_->source->find(part + name)) return *found;
  return impl_->none;
}

std::vector<std::string> Summaries::names() const {
  std::vector<std::string> names = impl_->source->names();
  std::erase_if(names, [](const std::string& name) { return name.starts_with("names/"); });
  return names;
}

Record Summaries::record(std::size_t run) const { return record_of(*impl_->source, run); }

Sketcher Summaries::sketcher(const std::vector<std::string>& names) const { return {*impl_->source, names}; }

std::vector<Summaries> summaries(const fs::path& folder) {
  std::vector<Summaries> all;
  for (const auto& one : run_folders(folder)) all.emplace_back(one);
  return all;
}

}  // namespace assay::store
