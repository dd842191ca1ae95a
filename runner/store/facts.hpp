#pragma once
/// What lists, tables and queries ask of many runs, column by column: each fact's different values once, and for every
/// run which of them it has. Most facts of a sweep take few values, so thousands of runs need little memory, and a
/// condition can be decided once a value instead of once a run.
///
/// A fact's name is "run/seed", "axes/activation", "final/test.accuracy" or "config/train.epochs": part and name.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "store/record.hpp"

namespace assay::store {

/// std::monostate: the run has no such fact.
using Fact = std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// One fact of all runs.
class Facts {
 public:
  /// No run has it.
  explicit Facts(std::size_t runs = 0) : which_(runs) {}
  /// `which` counts in `values`, of which the first is std::monostate.
  Facts(std::vector<Fact> values, std::vector<std::uint32_t> which)
      : values_(std::move(values)), which_(std::move(which)) {}

  const Fact& of(std::size_t run) const { return values_[which_[run]]; }
  /// The value's number in values().
  std::uint32_t which(std::size_t run) const { return which_[run]; }
  /// The different values, numbered from 0; the first stands for runs without the fact.
  const std::vector<Fact>& values() const { return values_; }
  std::size_t runs() const { return which_.size(); }

 private:
  friend class FactBuilder;
  std::vector<Fact> values_{Fact()};
  std::vector<std::uint32_t> which_;
};

/// Makes columns of runs that come one by one.
class FactBuilder {
 public:
  void add(const Record& summary);
  std::size_t runs() const { return runs_; }
  /// Columns by name, in the order in which the names came.
  std::vector<std::pair<std::string, Facts>> finish();

 private:
  struct Column {
    Facts facts;
    std::unordered_map<std::string, std::uint32_t> known;  // a value's bytes, and its number
  };
  void put(const std::string& name, Fact value);
  void put_search(const SearchRecord& search);

  std::size_t runs_ = 0;
  std::map<std::string, std::size_t> places_;
  std::vector<std::pair<std::string, Column>> columns_;
};

/// Where columns come from; they may be read only when they are asked for.
class FactSource {
 public:
  virtual ~FactSource() = default;
  /// Null where no run has it.
  virtual const Facts* find(const std::string& name) const = 0;
  virtual std::vector<std::string> names() const = 0;
};

/// The summary that a run's facts were taken from, without its configuration's text.
Record record_of(const FactSource& facts, std::size_t run);

/// Draws runs one after the other with no more than what a condition on some names asks for: the facts that are called
/// so, best.<name>, or <name>.<more>. ("run" needs model and id, "age" the end.)
class Sketcher {
 public:
  Sketcher(const FactSource& facts, const std::vector<std::string>& names);
  Sketcher(Sketcher&&) noexcept;
  ~Sketcher();
  /// Lives until the next call.
  const Record& draw(std::size_t run);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace assay::store
