#pragma once
/// What a plugin can be told: each parameter's name, type, default, range and meaning, declared beside the code that
/// uses it. The runner checks an experiment against the declaration before it makes anything, so a factory that
/// receives Arguments may trust them.

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <assay/error.hpp>

namespace assay {

template <class T>
class Activation;

enum class ParameterType : std::int32_t {
  real,        ///< 0.01
  integer,     ///< 64
  boolean,     ///< true or false
  choice,      ///< one of a list of words
  integers,    ///< 3 or [3, 5]; one number stands for a list of one
  reals,       ///< 0.5 or [0.5, 2]; likewise; may be empty by default
  activation,  ///< the name of an activation plugin, with its own parameters if need be
  text,        ///< any words, e.g. a file's name
  table,       ///< rows of numbers, [[1, 2], [3, 4]]; only for what is built into the program
};

/// The values that a number may take. Both ends belong to the range unless `open` says otherwise.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool open_low = false;
  bool open_high = false;

  constexpr bool contains(double x) const {
    return (open_low ? x > low : x >= low) && (open_high ? x < high : x <= high);
  }
};

inline constexpr Range any{};
inline constexpr Range positive{.low = 0, .open_low = true};
constexpr Range at_least(double low) { return {.low = low}; }
constexpr Range between(double low, double high) { return {.low = low, .high = high}; }
/// low <= x < high.
constexpr Range from_below(double low, double high) { return {.low = low, .high = high, .open_high = true}; }

/// Stands where a default would, for a parameter that the experiment must give.
struct Required {};
inline constexpr Required required{};

/// One declared parameter. Plain constant data: it can be read before any code of the plugin has run.
struct ParameterSpec {
  const char* name = "";
  ParameterType type = ParameterType::real;
  const char* doc = "";
  bool is_required = false;
  bool is_trainable = false;  ///< an experiment may write `trainable` and have it learned
  bool is_learned = false;    ///< it is learned always; a number is where it starts
  double number = 0;          ///< default of real, integer, boolean (0 or 1)
  const char* text = "";      ///< default of choice, activation and text; of integers and reals as "3" or "2,2"
  Range range{};              ///< of real, integer and of every number of integers and reals
  const char* choices = "";   ///< of choice: "a|b|c"
};

constexpr ParameterSpec real(const char* name, double value, const char* doc, Range range = any) {
  return {.name = name, .type = ParameterType::real, .doc = doc, .number = value, .range = range};
}
constexpr ParameterSpec real(const char* name, Required, const char* doc, Range range = any) {
  return {.name = name, .type = ParameterType::real, .doc = doc, .is_required = true, .range = range};
}
/// A real that an experiment may have learned: `{swish: {beta: trainable}}`. For arguments of activation formulas.
constexpr ParameterSpec trainable(const char* name, double value, const char* doc, Range range = any) {
  ParameterSpec spec = real(name, value, doc, range);
  spec.is_trainable = true;
  return spec;
}
/// A real that is learned without being asked for, from `value` on: the slope of a PReLU.
constexpr ParameterSpec learned(const char* name, double value, const char* doc, Range range = any) {
  ParameterSpec spec = trainable(name, value, doc, range);
  spec.is_learned = true;
  return spec;
}
constexpr ParameterSpec integer(const char* name, std::int64_t value, const char* doc, Range range = any) {
  return {
      .name = name, .type = ParameterType::integer, .doc = doc, .number = static_cast<double>(value), .range = range};
}
constexpr ParameterSpec integer(const char* name, Required, const char* doc, Range range = any) {
  return {.name = name, .type = ParameterType::integer, .doc = doc, .is_required = true, .range = range};
}
constexpr ParameterSpec boolean(const char* name, bool value, const char* doc) {
  return {.name = name, .type = ParameterType::boolean, .doc = doc, .number = value ? 1.0 : 0.0};
}
/// `choices` is "a|b|c" and holds `value`.
constexpr ParameterSpec choice(const char* name, const char* value, const char* choices, const char* doc) {
  return {.name = name, .type = ParameterType::choice, .doc = doc, .text = value, .choices = choices};
}
constexpr ParameterSpec integers(const char* name, const char* value, const char* doc, Range range = any) {
  return {.name = name, .type = ParameterType::integers, .doc = doc, .text = value, .range = range};
}
constexpr ParameterSpec integers(const char* name, Required, const char* doc, Range range = any) {
  return {.name = name, .type = ParameterType::integers, .doc = doc, .is_required = true, .range = range};
}
constexpr ParameterSpec reals(const char* name, const char* value, const char* doc, Range range = any) {
  return {.name = name, .type = ParameterType::reals, .doc = doc, .text = value, .range = range};
}
/// An inner nonlinearity, taken by name: `lstm: {units: 64, activation: tanh}`.
constexpr ParameterSpec activation(const char* name, const char* value, const char* doc) {
  return {.name = name, .type = ParameterType::activation, .doc = doc, .text = value};
}

constexpr ParameterSpec text(const char* name, const char* value, const char* doc) {
  return {.name = name, .type = ParameterType::text, .doc = doc, .text = value};
}
constexpr ParameterSpec text(const char* name, Required, const char* doc) {
  return {.name = name, .type = ParameterType::text, .doc = doc, .is_required = true};
}
constexpr ParameterSpec table(const char* name, Required, const char* doc) {
  return {.name = name, .type = ParameterType::table, .doc = doc, .is_required = true};
}

/// What an experiment gave for the parameters of one plugin, defaults filled in and checked against the declaration.
/// Looking up an undeclared name throws Error: that is a mistake in the plugin, found by the contract tests.
template <class T>
class Arguments {
 public:
  using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>,
                             std::shared_ptr<const Activation<T>>>;

  void set(std::string name, Value value) { values_[std::move(name)] = std::move(value); }
  void set_trainable(std::string name, bool per_channel = false) { trainable_[std::move(name)] = per_channel; }

  double real(std::string_view name) const { return get<double>(name); }
  std::int64_t integer(std::string_view name) const { return get<std::int64_t>(name); }
  bool boolean(std::string_view name) const { return get<bool>(name); }
  const std::string& choice(std::string_view name) const { return get<std::string>(name); }
  const std::string& text(std::string_view name) const { return get<std::string>(name); }
  const std::vector<std::int64_t>& integers(std::string_view name) const {
    return get<std::vector<std::int64_t>>(name);
  }
  const std::vector<double>& reals(std::string_view name) const { return get<std::vector<double>>(name); }
  std::shared_ptr<const Activation<T>> activation(std::string_view name) const {
    return get<std::shared_ptr<const Activation<T>>>(name);
  }
  /// Whether the experiment asks for this parameter to be learned; its real() is then the initial value.
  bool is_trainable(std::string_view name) const { return trainable_.find(name) != trainable_.end(); }
  /// Whether it is learned for each channel on its own.
  bool is_per_channel(std::string_view name) const {
    const auto found = trainable_.find(name);
    return found != trainable_.end() && found->second;
  }

 private:
  template <class V>
  const V& get(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end())
      throw Error("the plugin reads parameter '" + std::string(name) + "' but does not declare it");
    if (const V* value = std::get_if<V>(&found->second)) return *value;
    throw Error("the plugin reads parameter '" + std::string(name) + "' as another type than it declares");
  }

  std::map<std::string, Value, std::less<>> values_;
  std::map<std::string, bool, std::less<>> trainable_;  ///< those that are learned; whether per channel
};

}  // namespace assay
