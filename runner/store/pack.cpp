#include "store/pack.hpp"

#include <algorithm>
#include <set>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "store/layout.hpp"
#include "store/property.hpp"
#include "store/run_file.hpp"
#include "store/seal.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& what) {
  throw Failure(ExitCode::results, file.string() + ": " + what);
}

template <class Work>
auto named(const fs::path& file, Work work) {
  try {
    return work();
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {
    const std::string what = error.what();
    throw Failure(ExitCode::results, what.starts_with(file.string()) ? what : file.string() + ": " + what);
  }
}

}  // namespace

Pack::Pack(const fs::path& file) : file_(file) {
  named(file, [&] {
    const auto bytes = read_whole(file);
    if (check_seal(bytes).status != kPackedStatus) throw Error("holds a single run; expected a pack");
    reader_ = std::make_unique<h5::Reader>(bytes, file.string());
    names_ = reader_->names("/runs");
  });
}

h5::Reader Pack::group(const std::string& name) const {
  if (std::ranges::find(names_, name) == names_.end())
    throw Error("there is no run '" + name + "' in it" + did_you_mean(name, names_));
  return reader_->within("/runs/" + name);
}

Record Pack::read(const std::string& name) const {
  return named(file_, [&] { return decode(group(name)); });
}

Record Pack::read_summary(const std::string& name) const {
  return named(file_, [&] { return decode_summary(group(name)); });
}

std::string Pack::result(const std::string& name) const {
  return named(file_, [&] {
    const auto value = group(name).attribute("/", "result_sha256");
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    if (!text) throw Error("the run '" + name + "' has no digest");
    return *text;
  });
}

const Pack& RunReader::open(const fs::path& pack) {
  if (!pack_ || opened_ != pack) pack_ = std::make_unique<Pack>(pack);
  opened_ = pack;
  return *pack_;
}

Record RunReader::read(const fs::path& run) {
  return is_packed(run) ? open(run.parent_path()).read(run.filename().string()) : store::read(run);
}

Record RunReader::read_summary(const fs::path& run) {
  return is_packed(run) ? open(run.parent_path()).read_summary(run.filename().string()) : store::read_summary(run);
}

bool is_pack(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return false;
  try {
    const auto seal = find_seal(read_beginning(file, h5::kUserBlock).bytes);
    return seal && seal->status == kPackedStatus;
  } catch (const Error&) {
    return false;
  }
}

bool is_packed(const fs::path& path) { return path.has_parent_path() && is_pack(path.parent_path()); }

std::vector<fs::path> packed_runs(const fs::path& pack) {
  std::vector<fs::path> runs;
  const Pack opened(pack);  // must outlive the names that it holds
  for (const auto& name : opened.names()) runs.push_back(pack / name);
  return runs;
}

void write_pack(const fs::path& pack, std::span<const fs::path> runs) {
  if (runs.size() > kMostPacked)
    refuse(pack, std::to_string(runs.size()) + " runs are too many for one pack; it holds up to " +
                     std::to_string(kMostPacked));
  h5::Writer file;
  file.attribute("/", "format", std::string("assay"));
  file.attribute("/", "format_major", std::int64_t{kFormatMajor});
  file.attribute("/", "format_minor", std::int64_t{kFormatMinor});
  file.group("/runs", runs.size());
  std::set<std::string> names;
  std::string digests;
  RunReader reader;
  for (const auto& run : runs) {
    const Record record = reader.read(run);
    const std::string name = name_of(record);
    if (!names.insert(name).second) refuse(run, "a run '" + name + "' is in the pack already");
    h5::Writer group = file.within("/runs/" + name);
    digests += encode(group, record);
  }
  auto bytes = file.finish();
  const std::string result = sha256(digests);
  put_seal(bytes, {result.substr(0, 16), kPackedStatus, result, {}, 0, {}});
  write_whole(pack, bytes);
}

}  // namespace assay::store
