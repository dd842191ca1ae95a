#pragma once
/// Conditions on stored runs, `-F 'model = lstm and best(validation.accuracy) > 0.95'`: the grammar of
/// spec/expression.hpp over the names of store/property.hpp, with functions of a metric over the epochs:
///
///     last(validation.loss)   of the last epoch          min(...), max(...)   over all epochs
///     best(validation.loss)   of the best epoch          auc(...)             mean height of the curve (trapezoids)
///
/// `age` is the time since the run ended: `age < 2d`.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "spec/expression.hpp"
#include "store/record.hpp"

namespace assay::store {

/// Runs one at a time: a record lives until the next is asked for, so that thousands need the memory of one.
struct Runs {
  std::size_t count = 0;
  std::function<const Record&(std::size_t run)> record;

  Runs(std::size_t size, std::function<const Record&(std::size_t run)> record_of)
      : count(size), record(std::move(record_of)) {}
  Runs(std::span<const Record> all)  // NOLINT(google-explicit-constructor): the same, all in memory
      : Runs(all.size(), [all](std::size_t run) -> const Record& { return all[run]; }) {}
  Runs(const std::vector<Record>& all) : Runs(std::span(all)) {}  // NOLINT(google-explicit-constructor)

  /// Whether it holds for some run.
  template <class Condition>
  bool any(Condition holds) const {
    for (std::size_t run = 0; run < count; ++run)
      if (holds(record(run))) return true;
    return false;
  }
};

class Query {
 public:
  /// Throws Failure(usage): what is wrong with the text, with did-you-mean.
  explicit Query(const std::string& text);

  /// What it asks of a run, functions left out: "test.accuracy", "model".
  std::vector<std::string> names() const;

  /// The curves of run number `i`; asked only where a condition needs them.
  using Curves = std::function<std::vector<Column>(std::size_t run)>;

  /// Indices of the runs for which it holds. Throws Failure(usage) where a name means nothing for any of the runs, with
  /// did-you-mean; what `curves` throws goes through.
  std::vector<std::size_t> select(const Runs& runs, const Curves& curves) const;

  /// Names of what came out of the training, "test.accuracy" or "status": choosing runs by it chooses lucky ones.
  std::vector<std::string> outcomes(const Runs& runs) const;

 private:
  void check_names(const Runs& runs) const;
  [[noreturn]] void refuse_name(const Runs& runs, const std::string& name, bool measured) const;

  std::string text_;
  spec::Expression expression_;
};

/// min, max, last or auc of a curve; NaN epochs are left out, and nothing is left of none. auc is the area under the
/// curve by trapezoids over the number of epochs that it spans: the mean height.
std::optional<double> over_epochs(const std::string& function, std::span<const double> values);

}  // namespace assay::store
