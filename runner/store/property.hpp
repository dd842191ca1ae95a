#pragma once
/// What can be said of a stored run in a word: by these names queries, pivots, exports and `diff` speak of runs.
///
///     run model id experiment question seed status message started ended seconds      of every run
///     fold repeat                            of runs of folds
///     activation, ...                        an axis
///     test.accuracy, parameters, ...         a final value
///     train.optimizer.adam.lr, ...           a leaf of the configuration; train.optimizer alone is the component's
///     name
///
/// A name that is several of these means the first: train.loss is a final value, config.train.loss the loss function.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spec/expression.hpp"
#include "store/record.hpp"

namespace assay::store {

using spec::Datum;

/// Nothing where the run has no such thing.
std::optional<Datum> property(const Record& run, std::string_view name);

/// A leaf of the configuration, or the name of a component; nothing where the run has no such thing.
std::optional<Datum> setting(const Record& run, std::string_view path);

/// Whether a leaf of the configuration says which fold a run tested. That is no setting, no more than the seed.
bool names_fold(std::string_view leaf);

/// Every name that some run has, each once, in the order of the list above.
std::vector<std::string> property_names(std::span<const Record> runs);

/// "lstm-3f2a...": the name of the run's file without its ending.
std::string name_of(const Record& run);

/// A value as people write it: 64, 0.001, relu, true.
std::string to_text(const Datum& fact);

/// Axes and leaves of the configuration that are not the same in all runs, in the order of first appearance. Leaves of
/// layers only where their number and kinds agree, for else nearly all differ. Without the model's name,
/// and without which fold it is.
std::vector<std::string> differing_settings(std::span<const Record> runs);

}  // namespace assay::store
