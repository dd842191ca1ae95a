// assay pack and unpack: many runs in one file, and back.

#include <iostream>

#include "base/log.hpp"
#include "cli/filter.hpp"
#include "cli/result_verbs.hpp"
#include "store/pack.hpp"
#include "store/property.hpp"
#include "store/run_file.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

std::string plural(std::size_t runs) { return std::to_string(runs) + (runs == 1 ? " run" : " runs"); }

/// Writes one run where a sweep would have put it. False where it lies there already; other contents are refused.
bool unpack_run(const store::Pack& pack, const std::string& name, const fs::path& results) {
  const store::Record run = pack.read(name);
  const fs::path folder = results / run.experiment, file = folder / (store::name_of(run) + ".h5");
  const auto there = store::read_seal(file);
  if (there && there->result == pack.result(name)) return false;
  std::error_code error;
  if (fs::exists(file, error))
    throw Failure(ExitCode::results, file.string() + ": exists already, with other results; it is not replaced");
  fs::create_directories(folder, error);
  store::write(file, run);
  if (store::read_seal(file)->result == pack.result(name)) return true;
  fs::remove(file, error);
  throw Failure(ExitCode::results, name + ": its results are not what their digest in the pack says");
}

/// A run, or a pack, that is damaged is told, and the others are unpacked. Whether all could be.
bool unpack_all(const std::string& file, const fs::path& results) {
  std::size_t written = 0, there = 0;
  bool whole = true;
  const auto tell = [&](const Failure& failure) {
    log::warning(failure.what());
    whole = false;
  };
  try {
    const store::Pack pack(file);
    for (const auto& name : pack.names()) try {
        unpack_run(pack, name, results) ? ++written : ++there;
      } catch (const Failure& failure) {
        tell(failure);
      }
  } catch (const Failure& failure) {
    tell(failure);
  }
  std::cout << file << ": " << plural(written) << " written, " << there << " were there already\n";
  return whole;
}

}  // namespace

int pack(const Words& words) {
  Options options("pack [RESULTS...] -o FILE.h5 [options]",
                  "Packs runs into one file, which every reading verb takes in the place of a folder.\n\n"
                  "  assay pack results/digits -o digits.h5\n"
                  "  assay compare digits.h5\n"
                  "  assay show digits.h5/cnn-26cb6f3240d8d256");
  add_filter_options(options);
  options.add().add_options()("output,o", po::value<std::string>(), "the pack to write");
  if (!options.parse(words)) return 0;
  if (!options.has("output")) throw Failure(ExitCode::usage, "which file? give -o FILE.h5");
  const auto& file = options.get<std::string>("output");
  std::error_code error;
  if (fs::is_regular_file(file, error)) throw Failure(ExitCode::usage, file + ": exists already; it is not replaced");
  Selection selection = select(options);
  const auto packed = store::write_pack(file, selection.files);
  for (const auto& what : packed.damaged) add_damaged(selection, what);
  if (packed.runs == 0) throw Failure(ExitCode::results, "there are no runs to pack");
  std::cout << file << ": " << plural(packed.runs) << ", " << packed.bytes << " bytes\n";
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

int unpack(const Words& words) {
  Options options(
      "unpack FILE.h5... [options]",
      "Writes the runs of packs as single files, RESULTS/<experiment>/<model>-<id>.h5; those that lie there\n"
      "already are left alone.\n\n"
      "  assay unpack digits.h5 --results results");
  options.add().add_options()("results", po::value<std::string>()->default_value("results"), "where to");
  if (!options.parse(words)) return 0;
  if (options.words().empty()) throw Failure(ExitCode::usage, "which pack? give the name of a file");
  bool whole = true;
  for (const auto& word : options.words()) whole = unpack_all(word, options.get<std::string>("results")) && whole;
  return whole ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
