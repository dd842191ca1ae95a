#pragma once
/// A data set in memory. What a source gives is a RawDataset: every number as it was found, whatever the precision of
/// the training. What training uses is a Dataset<T>, made from it by prepare.hpp.

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <assay/random.hpp>
#include <assay/tensor.hpp>

#include "data/numbers.hpp"
#include "spec/component.hpp"
#include "spec/run_spec.hpp"

namespace assay::data {

/// A file that a data set was read from.
struct SourceFile {
  std::string path;  ///< as the experiment names it
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// A column of a table as it was found, before the steps of `prepare:`.
struct RawColumn {
  std::string name;                ///< its number from 1 where the table has no header
  bool category = false;           ///< its values are numbers of `names`
  std::vector<std::string> names;  ///< the different ones, by code points
  Place missing;                   ///< where its first missing value is; line 0: none is missing
};

/// What a data set is like, without its numbers.
struct Form {
  Shape input;   ///< one sample: [F], [T,F], [C,H,W]; [T] for token numbers
  Shape target;  ///< one sample: rank 0 for a class number, [K] for quantities, [T] for the next tokens
  std::int64_t rows = 0;
  std::int64_t classes = 0;                            ///< targets are class numbers 0 .. classes-1; 0: quantities
  std::vector<std::string> class_names;                ///< of each class; empty: its number is its name
  std::vector<std::string> input_names, target_names;  ///< of columns; empty where they have none
  std::vector<RawColumn> columns;                      ///< of a table that is still to be prepared; else none
  std::u32string vocabulary;                           ///< of text: the character of each token number
  bool tokens = false;                                 ///< inputs are token numbers
  std::vector<double> modes;  ///< of a synthetic mixture: centres [K,2] (what generative metrics compare with)
  double mode_deviation = 0;  ///< of a synthetic mixture: the standard deviation of each mode
  std::vector<SourceFile> files;
  std::vector<std::string> notes;  ///< what its owner should know of how it was read; told once
  std::string class_advice;        ///< what makes class numbers of targets that look like some and are none; or empty
};

/// A column that is no input: a number for the value of each row, and what each number is called.
struct Labelling {
  Shared<std::int32_t> of_row;
  std::vector<std::string> names;

  bool empty() const { return of_row.empty(); }
};

/// As a source gives it. All numbers are finite, save missing ones in `columns`, which are NaN.
struct RawDataset : Form {
  Numbers inputs;              ///< [rows, input...]
  Numbers targets;             ///< [rows, target...]; empty for data without targets (a GAN's)
  double input_unit = 1;       ///< what inputs are divided by before anything else: 255 for the bytes of an image
  double target_unit = 1;      ///< the same for targets
  Labelling groups, parts;     ///< columns that the split names; empty where it names none
  Shared<std::int32_t> lines;  ///< where each row begins in the first file; empty where that is no table
  /// Rows of train, validation and test, one behind another, where these lie in files of their own; all 0 where not.
  std::array<std::int64_t, 3> given_parts{};
};

/// As training uses it.
template <class T>
struct Dataset : Form {
  Shared<T> inputs;   ///< [rows, input...]
  Shared<T> targets;  ///< [rows, target...]; empty for data without targets
  /// What 1 is in the file's unit, for each number of a target: metrics of distance are given in that. Empty: 1.
  std::vector<double> target_units{};
  std::vector<double> class_weights{};  ///< of `balance:`; empty: every class weighs what the loss says

  /// Of all samples.
  std::size_t bytes() const { return (inputs.size() + targets.size()) * sizeof(T); }
};

/// The data sources there are, with their parameters (kind "data source").
std::vector<spec::Signature> sources();

/// How a source is read, beyond what the experiment says of it.
struct Reading {
  spec::Precision precision = spec::Precision::float32;  ///< in which synthetic data is made; files do not depend on it
  /// Rows for a model that was trained on data of this form: columns are found by its names where it has any, and
  /// targets may be missing, altogether or as NaN. Null: an experiment's own data.
  const Form* like = nullptr;
  bool bytes = false;  ///< text: every byte is a character, as for runs of old
};

/// "train.csv:17", or "row 16" of those counted from 0 where the source has no lines.
std::string place_of_row(const RawDataset& data, std::int64_t row);

/// Reads or makes the data. Files are looked for from `folder` (the experiment's); `random` is the stream of synthetic
/// data. Throws Failure(data) naming file, line or byte, what was wrong and what was expected.
RawDataset load(const spec::DataSpec& spec, const std::filesystem::path& folder, const Random& random,
                const Reading& reading = {});

}  // namespace assay::data
