#pragma once
/// Data sets that several runs share: loaded once, before workers are started, so that these inherit them. Synthetic
/// data is drawn anew for every seed and therefore not kept.

#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <assay/random.hpp>

#include "data/prepare.hpp"
#include "plan/run.hpp"

namespace assay::launch {

class DataSets {
 public:
  /// `folder`: where the experiment's file names start from.
  explicit DataSets(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// One copy of what is read from files serves all runs, whatever their precision. Throws Failure(data).
  data::RawDataset get(const plan::Run& run) { return get(run.spec, run.seed); }
  data::RawDataset get(const spec::RunSpec& spec, std::uint64_t seed);

  /// All that a run's source is asked for, as text: equal for runs of the same data.
  static std::string key_of(const plan::Run& run);

  /// Split and scaled as the run asks for. The last one is kept: many runs differ in nothing of it.
  template <class T>
  data::Prepared<T> prepared(const plan::Run& run);

  /// The files that the run's data lies in; none for synthetic data. Loads them where get() has not yet.
  const std::vector<data::SourceFile>& files(const plan::Run& run);

 private:
  template <class T>
  struct Last {
    std::string key;
    std::vector<std::int64_t> train;  ///< rows that the preparation was learned from; empty where there is none
    data::Preparation preparation;
    data::Dataset<T> data;
  };

  std::filesystem::path folder_;
  std::map<std::string, std::vector<data::SourceFile>> files_;
  std::map<std::string, data::RawDataset> kept_;
  std::tuple<Last<float>, Last<double>> last_;
};

extern template data::Prepared<float> DataSets::prepared(const plan::Run&);
extern template data::Prepared<double> DataSets::prepared(const plan::Run&);

}  // namespace assay::launch
