#include "cli/find_run.hpp"

#include <vector>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "store/pack.hpp"
#include "store/run_file.hpp"

namespace assay::cli {
namespace fs = std::filesystem;

fs::path find_run(const std::string& word, const std::string& results) {
  std::error_code error;
  if (fs::is_regular_file(word, error) || store::is_packed(word)) return word;
  std::vector<fs::path> matching;
  std::vector<std::string> names;
  const auto files = store::is_pack(results) ? store::packed_runs(results) : store::run_files(results);
  for (const auto& file : files) {
    const std::string name = file.stem().string();
    const bool by_id = name.substr(name.rfind('-') + 1).starts_with(word);
    if (name.starts_with(word) || by_id) matching.push_back(file);
    names.push_back(name);
  }
  if (matching.size() == 1) return matching.front();
  if (matching.empty())
    throw Failure(ExitCode::usage, "no run in " + results + "/ is called '" + word + "'" + did_you_mean(word, names));
  throw Failure(ExitCode::usage, "'" + word + "' may be " + matching[0].stem().string() + " or " +
                                     matching[1].stem().string() + "; give more of the name");
}

}  // namespace assay::cli
