#pragma once
/// A data set in memory: inputs and targets, sample by sample, as the numbers that training uses.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <assay/random.hpp>
#include <assay/tensor.hpp>

#include "spec/component.hpp"
#include "spec/run_spec.hpp"

namespace assay::data {

/// A file that a data set was read from.
struct SourceFile {
  std::string path;  ///< as the experiment names it
  std::uint64_t bytes = 0;
  std::string sha256;
};

template <class T>
struct Dataset {
  Shape input;             ///< one sample: [F], [T,F], [C,H,W]; [T] for token numbers
  Shape target;            ///< one sample: rank 0 for a class number, [K] for quantities, [T] for the next tokens
  std::vector<T> inputs;   ///< [rows, input...]
  std::vector<T> targets;  ///< [rows, target...]; empty for data without targets (a GAN's)
  std::int64_t rows = 0;
  std::int64_t classes = 0;   ///< targets are class numbers 0 .. classes-1; 0: quantities
  std::string vocabulary;     ///< of text: the character of each token number
  bool tokens = false;        ///< inputs are token numbers
  std::vector<double> modes;  ///< of a synthetic mixture: centres [K,2] (what generative metrics compare with)
  double mode_deviation = 0;  ///< of a synthetic mixture: the standard deviation of each mode
  std::vector<SourceFile> files;

  /// Of all samples.
  std::size_t bytes() const { return (inputs.size() + targets.size()) * sizeof(T); }
};

/// The data sources there are, with their parameters (kind "data source").
std::vector<spec::Signature> sources();

/// Reads or makes the data. Files are looked for from `folder` (the experiment's); `random` is the stream of synthetic
/// data. Throws Failure(data) naming file, line or byte, what was wrong and what was expected.
template <class T>
Dataset<T> load(const spec::DataSpec& spec, const std::filesystem::path& folder, const Random& random);

extern template Dataset<float> load(const spec::DataSpec&, const std::filesystem::path&, const Random&);
extern template Dataset<double> load(const spec::DataSpec&, const std::filesystem::path&, const Random&);

}  // namespace assay::data
