#pragma once
/// In which settings configurations differ: leaves of `/config`, a data file being its bytes whatever it is called.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/record.hpp"

namespace assay::compare {

struct Setting {
  std::string name;                    ///< "train.optimizer.adam.lr"
  std::optional<std::string> value{};  ///< nothing: the configuration has none

  friend bool operator==(const Setting&, const Setting&) = default;
};

/// Settings of several runs that are not the same in all of them.
struct Differences {
  std::vector<std::string> names{};              ///< in the order of the configuration
  std::vector<std::vector<Setting>> settings{};  ///< [run]: one a name, in the same order
  std::vector<std::size_t> telling{};            ///< numbers of names that suffice to tell all runs apart
};

/// Whether two runs have one configuration: what is said of model, data, training and metrics, but not seed and fold.
/// Runs of files that keep no configuration are told apart by model and axes.
bool same_configuration(const store::Record& a, const store::Record& b);

/// Equal for runs of one configuration.
std::size_t hash_of_configuration(const store::Record& run);

/// What `runs` differ in; each of another configuration than all others.
Differences differences_of(std::span<const store::Record* const> runs);

/// A setting of one run; a data file by its name.
Setting setting_of(const store::Record& run, const std::string& name);

/// Equal for equal settings: the SHA-256 of a data file, else the value.
std::optional<std::string> essence_of(const store::Record& run, const std::string& name);

/// "train.optimizer.adam.lr=0.1"; "no train.clip.norm". Of more than four settings those that tell, and how many more.
std::string words(const Differences& differences, std::size_t run);

/// As -F takes it: "train.optimizer.adam.lr = 0.1", "data.source.csv.file = b.csv"; `others` are the same setting of
/// the runs among which it is to choose. Empty where nothing does: files of one name that hold different bytes.
std::string condition(const Setting& setting, std::span<const Setting> others);

}  // namespace assay::compare
