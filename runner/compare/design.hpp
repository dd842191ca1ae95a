#pragma once
/// Which scores are compared with which: by level of what is compared, by cell (a combination of all other settings)
/// and by seed or, where there are folds, by fold, its seeds averaged. Like is compared with like: the same cell, the
/// same seed or fold.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compare/grouping.hpp"
#include "compare/question.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// A group of runs where, of one level, model and axis values, there are several: with an override and without.
struct Variant {
  std::string settings;                   ///< "train.optimizer.adam.lr=0.1"
  std::vector<std::string> conditions{};  ///< all of them choose it with -F; empty: nothing does
  std::size_t cell = 0;
  std::size_t among = 0;               ///< equal for variants of the same model and axis values
  std::vector<std::uint64_t> seeds{};  ///< sorted
};

struct Level {
  std::string name;
  bool finished = false;             ///< some run is
  bool measured = false;             ///< by some finished run, with a number or without
  std::vector<std::size_t> cells{};  ///< that it has runs of, sorted
  /// By seed (or fold), then by cell; nothing where there is no run, it was lost, or its score is missing.
  std::map<std::uint64_t, std::vector<std::optional<double>>> scores{};
  std::map<std::uint64_t, std::vector<std::optional<std::size_t>>> runs{};  ///< which have them, likewise
  std::vector<Variant> variants{};  ///< of all its runs, where the settings of some level vary; else none

  /// A level that has finished without measuring the metric has another task.
  bool is_another_task() const { return finished && !measured; }
};

struct Design {
  std::vector<Level> levels{};        ///< in the order of first appearance
  std::vector<std::string> varied{};  ///< settings that vary where model and axis values are the same
};

/// Of the runs that are in a group.
Design design_of(std::span<const store::Record> runs, const std::vector<Group>& groups, const Question& question);

/// Cells that all of these levels have.
std::vector<std::size_t> common_cells(std::span<const Level* const> levels);

/// The mean over some cells of a seed; nothing if one has no score.
std::optional<double> mean_of(const std::vector<std::optional<double>>& scores, std::span<const std::size_t> cells);

}  // namespace assay::compare
