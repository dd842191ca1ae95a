#pragma once
/// Conditions as people write them: `model = lstm and units > 128`, `best(validation.accuracy) > 0.9 or status =
/// failed`, `activation in (relu, tanh)`, `not model ~ 'r?nn'`. The grammar is one for the axes of a sweep
/// (spec/condition.hpp) and for stored runs (store/query.hpp); what a name means is up to them.
///
///     condition   disjunction of conjunctions of [not] comparisons or (condition)
///     comparison  OPERAND RELATION VALUE        = == != < <= > >=, ~ and !~ (spec/pattern.hpp, found anywhere)
///                 OPERAND [not] in (VALUE, ...)
///     OPERAND     a name, or function(name)
///     VALUE       a word, a number, or 'a text'; elu(alpha=0.5) is one word

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace assay::spec {

struct Operand {
  std::string function;  ///< "best"; empty: none
  std::string name;

  friend bool operator==(const Operand&, const Operand&) = default;
};

/// What an operand is for one run: a number or a text.
using Datum = std::variant<double, std::string>;

/// Nothing where the run has no such thing; comparisons with it are then false.
using Lookup = std::function<std::optional<Datum>(const Operand&)>;

class Expression {
 public:
  /// `functions` are those that may stand before a name. Throws Error that says what was wrong, with did-you-mean.
  static Expression parse(const std::string& text, std::span<const std::string> functions);

  bool holds(const Lookup& lookup) const;

  /// All operands, in the order in which they stand there.
  const std::vector<Operand>& operands() const { return operands_; }

 private:
  friend class ExpressionParser;
  using Test = std::function<bool(const Lookup&)>;

  Test test_;
  std::vector<Operand> operands_;
};

/// A text as what it is: a number where it is one.
Datum datum_of(const std::string& text);

}  // namespace assay::spec
