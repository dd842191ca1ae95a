#pragma once
/// A component: something with a name and parameters (a layer, an optimizer, a data source). One spelling everywhere:
/// `name`, or `{name: value}` (its first parameter), or `{name: {parameter: value, ...}}`.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <assay/parameters.hpp>

#include "base/failure.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// The name and parameters that a component of some kind may have. `kind` is the word of error messages: "layer",
/// "activation", "loss", "optimizer" (plugins), "data source", "schedule" (built in).
struct Signature {
  std::string kind;
  std::string name;
  std::string doc;
  std::span<const ParameterSpec> parameters;
};

/// What components there are. The registry implements it; this room only asks.
class Catalogue {
 public:
  virtual ~Catalogue() = default;
  /// Null where there is none.
  virtual const Signature* find(std::string_view kind, std::string_view name) const = 0;
  virtual std::vector<std::string> names(std::string_view kind) const = 0;
};

/// Rows of numbers from the experiment file, all equally long.
struct NumberTable {
  std::int64_t rows = 0, columns = 0;
  std::vector<double> numbers;
};

struct Argument;

/// A component as one run uses it: every declared parameter has a value, defaults filled in, in declared order.
struct Component {
  std::string kind;
  std::string name;  ///< empty: none was given
  Place place;
  std::vector<Argument> arguments;
  std::vector<std::vector<Component>> branches{};  ///< of kind "combinator" (layers.hpp): its paths

  /// The argument of that name. Throws Error for a name that the component does not declare.
  const Argument& argument(std::string_view parameter) const;

  double real(std::string_view parameter) const;
  std::int64_t integer(std::string_view parameter) const;
  bool boolean(std::string_view parameter) const;
  const std::string& choice(std::string_view parameter) const;
  const std::string& text(std::string_view parameter) const { return choice(parameter); }
  const std::vector<std::int64_t>& integers(std::string_view parameter) const;
  const NumberTable& table(std::string_view parameter) const;
};

struct Argument {
  using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>,
                             NumberTable, Component /* an inner activation */>;
  std::string name;
  ParameterType type = ParameterType::real;
  Place place;  ///< where the experiment gives it; the component's place for a default
  Value value;
  bool trainable = false;    ///< the experiment says `trainable` (or `{trainable: 1.5}`): value is where it starts
  bool per_channel = false;  ///< `trainable per channel`, or `{trainable: 1.5, per: channel}`
};

/// Checks the parameters of a component that is already known by name; `values` is a map from parameters to values.
Component read_arguments(const Signature& signature, const Place& place, const Node& values, const Catalogue& catalogue,
                         Diagnostics& diagnostics);

/// Reads one component of one of `kinds` (the first that has the name wins; a name in two kinds is ambiguous and an
/// error). What is wrong goes to `diagnostics`, and the result then has an empty name: unknown names and parameters
/// with did-you-mean, wrong types, values out of range, missing required parameters.
Component read_component(const Node& node, std::span<const std::string_view> kinds, const Catalogue& catalogue,
                         Diagnostics& diagnostics);

/// The type of a parameter with its range and default, for messages and documentation:
/// "float > 0, default 0.001", "integer >= 1, required", "one of mean, sum, default mean".
std::string describe(const ParameterSpec& parameter);

}  // namespace assay::spec
