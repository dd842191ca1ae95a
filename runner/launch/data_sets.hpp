#pragma once
/// Data sets that several runs share: loaded once, before workers are started, so that these inherit them. Synthetic
/// data is drawn anew for every seed and therefore not kept.

#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <assay/random.hpp>

#include "data/dataset.hpp"
#include "plan/run.hpp"

namespace assay::launch {

class DataSets {
 public:
  /// `folder`: where the experiment's file names start from.
  explicit DataSets(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Throws Failure(data).
  template <class T>
  data::Dataset<T> get(const plan::Run& run) {
    const Random random = Random(run.seed).stream("data");
    auto& kept = std::get<std::map<std::string, data::Dataset<T>>>(kept_);
    const std::string key = key_of(run.spec.data.source);
    if (const auto found = kept.find(key); found != kept.end()) return found->second;
    auto loaded = data::load<T>(run.spec.data, folder_, random);
    files_[key] = loaded.files;
    if (!loaded.files.empty()) kept.emplace(key, loaded);
    return loaded;
  }

  /// The same for a process that trains this run and no other: it keeps nothing, so that what a worker inherits is not
  /// copied.
  template <class T>
  data::Dataset<T> take(const plan::Run& run) {
    auto& kept = std::get<std::map<std::string, data::Dataset<T>>>(kept_);
    auto inherited = kept.extract(key_of(run.spec.data.source));
    return inherited ? std::move(inherited.mapped()) : get<T>(run);
  }

  /// The files that the run's data lies in; none for synthetic data. Loads them where get() has not yet.
  const std::vector<data::SourceFile>& files(const plan::Run& run) {
    const std::string key = key_of(run.spec.data.source);
    if (files_.find(key) == files_.end()) get<float>(run);
    return files_.at(key);
  }

 private:
  static std::string key_of(const spec::Component& source);

  std::filesystem::path folder_;
  std::map<std::string, std::vector<data::SourceFile>> files_;
  std::tuple<std::map<std::string, data::Dataset<float>>, std::map<std::string, data::Dataset<double>>> kept_;
};

}  // namespace assay::launch
