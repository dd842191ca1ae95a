#include "store/pack.hpp"

#include <optional>
#include <set>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "store/layout.hpp"
#include "store/pack_file.hpp"
#include "store/property.hpp"
#include "store/put_output.hpp"
#include "store/run_file.hpp"
#include "store/seal.hpp"
#include "store/sealed_reading.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& what) {
  throw Failure(ExitCode::results, file.string() + ": " + what);
}

}  // namespace

Pack::Pack(const fs::path& file) : file_(file), names_(read_sealed_as<std::vector<std::string>>(Wanted::pack, file)) {}

Record Pack::read(const std::string& name) const { return read_sealed_as<Record>(Wanted::packed_run, file_, name); }

Record Pack::read_summary(const std::string& name) const {
  return read_sealed_as<Record>(Wanted::packed_summary, file_, name);
}

std::string Pack::result(const std::string& name) const {
  return read_sealed_as<std::string>(Wanted::packed_result, file_, name);
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

namespace {

void begin_pack(h5::Writer& file, std::size_t runs) {
  file.attribute("/", "format", std::string("assay"));
  file.attribute("/", "format_major", std::int64_t{kFormatMajor});
  file.attribute("/", "format_minor", std::int64_t{kFormatMinor});
  file.group("/runs", runs);
}

}  // namespace

Packed write_pack(const fs::path& pack, std::span<const fs::path> runs) {
  if (runs.size() > kMostPacked)
    refuse(pack, std::to_string(runs.size()) + " runs are too many for one pack; it holds up to " +
                     std::to_string(kMostPacked));
  h5::Writer file;
  begin_pack(file, runs.size());
  std::set<std::string> names;
  std::string digests;
  RunReader reader;
  Packed done;
  for (const auto& run : runs) {
    std::optional<Record> record;
    try {
      record = reader.read(run);
    } catch (const Failure& failure) {
      done.damaged.emplace_back(failure.what());
      continue;
    }
    const std::string name = name_of(*record);
    if (!names.insert(name).second) refuse(run, "a run '" + name + "' is in the pack already");
    h5::Writer group = file.within("/runs/" + name);
    digests += encode(group, *record);
  }
  done.runs = names.size();
  if (names.empty()) return done;
  auto bytes = file.finish();
  const std::string result = sha256(digests);
  put_seal(bytes, {result.substr(0, 16), kPackedStatus, result, {}, 0, {}});
  put_output(pack, bytes);
  done.bytes = bytes.size();
  return done;
}

}  // namespace assay::store
