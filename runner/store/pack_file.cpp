#include "store/pack_file.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "store/layout.hpp"
#include "store/property.hpp"
#include "store/seal.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

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

/// A run lies where its name says; else one run could stand for many, or for another.
Record of_that_name(Record run, const std::string& name) {
  if (name_of(run) != name) throw Error("where '" + name + "' should be it holds the run '" + name_of(run) + "'");
  return run;
}

}  // namespace

PackFile::PackFile(const fs::path& file) : file_(file) {
  named(file, [&] {
    const auto bytes = read_whole(file);
    if (check_seal(bytes).status != kPackedStatus) throw Error("holds a single run; expected a pack");
    reader_ = std::make_unique<h5::Reader>(bytes, file.string());
    names_ = reader_->names("/runs");
  });
}

h5::Reader PackFile::group(const std::string& name) const {
  if (std::ranges::find(names_, name) == names_.end())
    throw Error("there is no run '" + name + "' in it" + did_you_mean(name, names_));
  return reader_->within("/runs/" + name);
}

Record PackFile::read(const std::string& name) const {
  return named(file_, [&] { return of_that_name(decode(group(name)), name); });
}

Record PackFile::read_summary(const std::string& name) const {
  return named(file_, [&] { return of_that_name(decode_summary(group(name)), name); });
}

std::string PackFile::result(const std::string& name) const {
  return named(file_, [&] {
    const auto value = group(name).attribute("/", "result_sha256");
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    if (!text) throw Error("the run '" + name + "' has no digest");
    return *text;
  });
}

}  // namespace assay::store
