#pragma once
/// An experiment: the file's sections, checked as far as they can be before axes are substituted.

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "spec/component.hpp"
#include "spec/condition.hpp"
#include "spec/node.hpp"
#include "spec/run_spec.hpp"
#include "spec/search_spec.hpp"

namespace assay::spec {

/// Something that varies: `sweep: {activation: [relu, tanh]}`. `$activation` stands for its value wherever it is used.
struct Axis {
  std::string name;
  Place place;
  std::vector<Node> values;
};

/// Axes that vary together, as indices: in row r each has its value r. A plain axis is a dimension of its own, and the
/// grid is the product of the dimensions.
struct Dimension {
  std::vector<std::size_t> axes;
};

/// What verdicts are to be about.
inline constexpr std::string_view kAbout[] = {"new data", "these rows"};

struct CompareSpec {
  std::string metric = "test.accuracy";
  Place metric_place;  ///< line 0 where the file gives none
  std::string by = "model";
  std::string baseline;             ///< empty: the first
  double smallest_interesting = 0;  ///< difference of the metric that matters; 0: half the baseline's deviation
  std::string about{kAbout[0]};     ///< one of kAbout
  Place place;
};

struct Experiment {
  std::string name;
  std::string question;
  std::filesystem::path file;
  std::string text;  ///< the file, verbatim
  Node data, train, metrics, sample;
  Node blocks;  ///< a map from names to lists of layers (blocks.hpp)
  std::vector<Entry> models;
  std::vector<Axis> axes;
  std::vector<Dimension> dimensions;
  std::vector<Condition> exclude, only;  ///< points to leave out, and what all points must fulfil
  std::optional<SearchSpec> search;      ///< runs are then its trials, found one by one
  std::vector<std::uint64_t> seeds;
  CompareSpec compare;
  std::vector<std::filesystem::path> plugins;  ///< folders and libraries, made absolute from the file's folder
  Diagnostics diagnostics;                     ///< what is wrong as far as it was read
};

/// Reads a file and applies overrides from the command line (`train.epochs=5`, `activation=relu,swish`, `seeds=3`,
/// `models=fnn,cnn` keeps only these): a value with commas makes or replaces an axis. Throws Failure(experiment)
/// where it is no YAML; other mistakes are collected in `diagnostics`, so that plan::expand can tell all in one pass.
/// Overrides have the place `<command line>:1:N`, N counting from the first override.
Experiment read_experiment(const std::filesystem::path& file, std::span<const std::string> overrides = {});

/// The same of a text that `file` had once; relative names in it start from that file's folder.
Experiment parse_experiment(const std::string& text, const std::filesystem::path& file,
                            std::span<const std::string> overrides = {});

/// How a value of an axis is shown and stored: the scalar itself, or "elu(alpha=0.5)".
std::string axis_text(const Node& value);

/// One choice of a value for each axis.
struct Point {
  std::vector<std::pair<std::string, const Node*>> values;
};

/// Whether the model (or the data, train, metrics or sample sections as this model sees them) mentions `$axis`.
bool uses_axis(const Experiment& experiment, const Entry& model, const std::string& axis);

/// The typed configuration of one model at one point. What is wrong goes to `diagnostics`.
RunSpec resolve(const Experiment& experiment, const Entry& model, const Point& point, const Catalogue& catalogue,
                Diagnostics& diagnostics);

}  // namespace assay::spec
