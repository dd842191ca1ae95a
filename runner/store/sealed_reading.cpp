#include "store/sealed_reading.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <span>

#include "base/failure.hpp"
#include "base/servant.hpp"
#include "h5/budget.hpp"
#include "h5/file.hpp"
#include "store/foreign.hpp"
#include "store/index_file.hpp"
#include "store/layout.hpp"
#include "store/pack_file.hpp"
#include "store/seal.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

/// Throws Error where the bytes are not those of a run, before libhdf5 sees one of them.
void expect_run(std::span<const std::byte> bytes) {
  if (looks_foreign(bytes)) throw Error("not written by assay: " + describe_foreign(bytes));
  if (check_seal(bytes).status == kPackedStatus)
    throw Error("is a pack of runs; give it by its own name, or 'assay unpack' it");
}

template <class Decode>
std::string decoded(const fs::path& file, Decode decode_part) {
  const std::vector<std::byte> bytes = read_whole(file);
  try {
    expect_run(bytes);
  } catch (const Error& error) {
    throw Failure(ExitCode::results, file.string() + ": " + error.what());
  }
  return packed(decode_part(h5::Reader(bytes, file.string())));
}

/// What a file of so many bytes may say at most, in bytes. gzip makes 1,032 bytes of one where all are alike, as in the
/// weights of a diverged network; beyond a gigabyte nobody has seen more than a few times the file.
constexpr std::uint64_t most_said(std::uint64_t file_bytes) {
  constexpr std::uint64_t kAnyway = std::uint64_t{64} << 20U, kMuch = std::uint64_t{1} << 30U;
  return std::min(kAnyway + 1100 * file_bytes, std::max(kMuch, 32 * file_bytes));
}

/// Several files' worth of what libhdf5 and we copy, and a second or two: what is honest needs a tenth of it.
void limit(const fs::path& file) {
  constexpr double kSeconds = 1.5, kBytesPerSecond = 8e6;
  constexpr std::uint64_t kAnyway = std::uint64_t{512} << 20U;
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  const std::uint64_t bytes = error ? 0 : std::min<std::uint64_t>(size, kLargestFile);
  h5::allow(most_said(bytes));
  limit_answer(kAnyway + 4 * (bytes + most_said(bytes)), kSeconds + static_cast<double>(bytes) / kBytesPerSecond);
}

/// What the child keeps open, for packs and indices are asked for one part after the other.
struct Opened {
  fs::path pack_file, index_folder;
  std::unique_ptr<PackFile> pack;
  std::unique_ptr<IndexFile> index;

  const PackFile& pack_of(const fs::path& file, bool anew) {
    if (!pack || anew || pack_file != file) pack = std::make_unique<PackFile>(file);
    pack_file = file;
    return *pack;
  }
  const IndexFile* index_of(const fs::path& folder, bool anew) {
    if (!index || anew || index_folder != folder) index = IndexFile::read(folder);
    index_folder = folder;
    return index.get();
  }
};

std::string index_contents(const IndexFile* index) {
  return packed(index ? IndexContents{true, index->files(), index->names()} : IndexContents());
}

std::string index_column(const IndexFile* index, const std::string& name) {
  if (!index) throw Error("it is gone");
  return packed(index->column(name));
}

std::string read_wanted(Wanted wanted, const fs::path& file, const std::string& name, Opened& opened) {
  limit(wanted == Wanted::index || wanted == Wanted::index_column ? file / kIndexName : file);
  switch (wanted) {
    case Wanted::run:
      return decoded(file, decode);
    case Wanted::summary:
      return decoded(file, decode_summary);
    case Wanted::origin:
      return decoded(file, decode_environment);
    case Wanted::pack:
      return packed(opened.pack_of(file, true).names());
    case Wanted::packed_run:
      return packed(opened.pack_of(file, false).read(name));
    case Wanted::packed_summary:
      return packed(opened.pack_of(file, false).read_summary(name));
    case Wanted::packed_result:
      return packed(opened.pack_of(file, false).result(name));
    case Wanted::index:
      return index_contents(opened.index_of(file, true));
    case Wanted::index_column:
      return index_column(opened.index_of(file, false), name);
  }
  throw Error("unknown request");
}

// ---- messages between the processes: 'o' and what was read, or 'e', an exit code and why not

std::string refusal(ExitCode code, const std::string& what) { return 'e' + packed(std::pair(code, what)); }

std::string answer(std::string_view request) {
  static Opened& opened = *new Opened;
  Unpacker asked(request);
  const auto wanted = asked.take<Wanted>();
  const auto file = asked.take<std::string>(), name = asked.take<std::string>();
  const std::string place = file + ": ";
  try {
    return 'o' + read_wanted(wanted, file, name, opened);
  } catch (const Failure& failure) {
    return refusal(failure.code(), failure.what());
  } catch (const Error& error) {
    const std::string what = error.what();
    return refusal(ExitCode::results, what.starts_with(file) ? what : place + what);
  } catch (const std::bad_alloc&) {
    return refusal(ExitCode::results, place + "damaged: it takes more memory than it may when it is read");
  } catch (const std::exception& error) {
    return refusal(ExitCode::results, place + "damaged: " + error.what());
  }
}

}  // namespace

std::string read_sealed(Wanted wanted, const fs::path& file, const std::string& name) {
  static Servant& reader = *new Servant(answer);
  Packer request;
  request(wanted, file.string(), name);
  const auto said = reader.ask(request.bytes());
  if (!said.trouble.empty())
    throw Failure(ExitCode::results, file.string() + ": damaged: " + said.trouble + " when it is read");
  if (said.text.starts_with('o')) return said.text.substr(1);
  const auto [code, what] = unpacked<std::pair<ExitCode, std::string>>(std::string_view(said.text).substr(1));
  throw Failure(code, what);
}

}  // namespace assay::store
