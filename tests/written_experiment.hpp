#pragma once
/// Experiments as text in a test.

#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "fake_catalogue.hpp"
#include "plan/run.hpp"
#include "spec/experiment.hpp"
#include "temporary_folder.hpp"

namespace assay::testing_support {

/// A file that lives as long as the object.
class WrittenFile {
 public:
  explicit WrittenFile(const std::string& text) { std::ofstream(path_, std::ios::binary) << text; }

  const std::filesystem::path& path() const { return path_; }

 private:
  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "experiment.yaml";
};

/// What every experiment needs and most tests do not care about.
inline const std::string kRest =
    "experiment: e\n"
    "data: {source: points}\n"
    "train: {epochs: 2, loss: mse, optimizer: adam}\n";
inline const std::string kModel = "models: {fnn: [{dense: 1}]}\n";

inline spec::Experiment experiment(const std::string& text, const std::vector<std::string>& overrides = {}) {
  return spec::read_experiment(WrittenFile(text).path(), overrides);
}

inline std::vector<plan::Run> runs(const std::string& text, const std::vector<std::string>& overrides = {}) {
  return plan::expand(experiment(text, overrides), FakeCatalogue());
}

/// The only run of an experiment.
inline plan::Run run(const std::string& text, const std::vector<std::string>& overrides = {}) {
  return runs(text, overrides).at(0);
}

}  // namespace assay::testing_support
