#include "model/initialiser.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/failure.hpp"
#include "model/orthogonal.hpp"

namespace assay::model {
namespace {

constexpr std::array kConstant{real("value", 0.0, "of all numbers")};
constexpr std::array kUniform{real("bound", required, "numbers lie within it of 0", at_least(0))};
constexpr std::array kNormal{real("deviation", required, "standard deviation", at_least(0)),
                             real("mean", 0.0, "middle of the bell")};
constexpr std::array kTruncated{real("deviation", required, "standard deviation before cutting", at_least(0)),
                                real("cut", 2.0, "numbers beyond so many deviations are drawn again", positive)};
constexpr std::array kXavier{real("gain", 1.0, "factor", at_least(0))};
constexpr std::array kKaiming{
    choice("mode", "fan_in", "fan_in|fan_out", "keeps the size of signals, or of gradients"),
    real("gain", 0.0, "factor; 0: what the activation after the layer recommends", at_least(0))};
constexpr std::array kSparse{real("share", required, "of each column that is 0", between(0, 1)),
                             real("deviation", 0.01, "of the others", at_least(0))};

struct Fans {
  double in, out;
};

Fans fans_of(const Shape& shape) {
  const auto kernel = static_cast<double>(shape.from(2).size());
  return {static_cast<double>(shape[1]) * kernel, static_cast<double>(shape[0]) * kernel};
}

template <class T>
void fill_evenly(std::span<T> values, double value) {
  std::ranges::fill(values, static_cast<T>(value));
}

template <class T>
void draw_uniform(std::span<T> values, double bound, Random& random) {
  for (T& value : values) value = static_cast<T>(random.uniform(-bound, bound));
}

template <class T>
void draw_normal(std::span<T> values, double deviation, Random& random, double mean = 0) {
  for (T& value : values) value = static_cast<T>(deviation * random.normal() + mean);
}

/// Draws again what lies more than `cut` deviations out.
template <class T>
void draw_truncated(std::span<T> values, double deviation, double cut, Random& random) {
  for (T& value : values) {
    double drawn = 0;
    do drawn = random.normal();
    while (std::abs(drawn) > cut);
    value = static_cast<T>(deviation * drawn);
  }
}

/// xavier_*, kaiming_* and lecun_*: a deviation by the fans, normal or uniform.
double deviation_of(const spec::Component& rule, const ParameterPlan& parameter) {
  const Fans fans = fans_of(parameter.shape);
  if (rule.name.starts_with("xavier")) return rule.real("gain") * std::sqrt(2 / (fans.in + fans.out));
  if (rule.name.starts_with("lecun")) return 1 / std::sqrt(fans.in);
  const double gain = rule.real("gain") == 0 ? parameter.gain : rule.real("gain");
  return gain / std::sqrt(rule.choice("mode") == "fan_in" ? fans.in : fans.out);
}

/// As PyTorch's eye_ and dirac_: kernels pass channel c on to filter c.
template <class T>
void fill_identity(std::span<T> values, const Shape& shape, double gain) {
  std::ranges::fill(values, T(0));
  std::int64_t middle = 0;
  for (int axis = 2; axis < shape.rank(); ++axis) middle = middle * shape[axis] + shape[axis] / 2;
  for (std::int64_t i = 0; i < std::min(shape[0], shape[1]); ++i)
    values[static_cast<std::size_t>((i * shape[1] + i) * shape.from(2).size() + middle)] = static_cast<T>(gain);
}

/// In each column, `share` of the rows, chosen at random, are 0.
template <class T>
void fill_sparse(std::span<T> values, const Shape& shape, double share, double deviation, Random& random) {
  draw_normal(values, deviation, random);
  const std::int64_t columns = shape.from(1).size();
  const auto zeros = static_cast<std::size_t>(std::ceil(share * static_cast<double>(shape[0])));
  std::vector<std::int64_t> rows(static_cast<std::size_t>(shape[0]));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::int64_t>(i);
  for (std::int64_t column = 0; column < columns; ++column) {
    random.shuffle(std::span(rows));
    for (std::size_t i = 0; i < zeros; ++i) values[static_cast<std::size_t>(rows[i] * columns + column)] = 0;
  }
}

template <class T>
void fill(const spec::Component& rule, const ParameterPlan& parameter, Random& random, std::span<T> values) {
  const Shape& shape = parameter.shape;
  if (rule.name == "constant") return fill_evenly(values, rule.real("value"));
  if (rule.name == "uniform") return draw_uniform(values, rule.real("bound"), random);
  if (rule.name == "normal") return draw_normal(values, rule.real("deviation"), random, rule.real("mean"));
  if (rule.name == "truncated_normal") return draw_truncated(values, rule.real("deviation"), rule.real("cut"), random);
  if (shape.rank() < 2)
    throw Failure(ExitCode::experiment, to_string(rule.place) + ": initialiser '" + rule.name +
                                            "' needs a matrix or a kernel, but '" + parameter.name + "' is " +
                                            to_string(shape));
  if (rule.name == "orthogonal") return fill_orthogonal(values, shape, rule.real("gain"), random);
  if (rule.name == "identity") return fill_identity(values, shape, rule.real("gain"));
  if (rule.name == "sparse") return fill_sparse(values, shape, rule.real("share"), rule.real("deviation"), random);
  const double deviation = deviation_of(rule, parameter);
  if (rule.name.ends_with("_normal")) return draw_normal(values, deviation, random);
  draw_uniform(values, std::sqrt(3.0) * deviation, random);
}

template <class T>
void fill(const Initial& initial, Random& random, std::span<T> values) {
  switch (initial.rule) {
    case Initial::Rule::constant:
      return fill_evenly(values, initial.value);
    case Initial::Rule::uniform:
      return draw_uniform(values, initial.value, random);
    case Initial::Rule::normal:
      return draw_normal(values, initial.value, random);
    case Initial::Rule::stretch:
      std::ranges::fill(values, T(0));
      for (std::int64_t i = initial.first; i < initial.last; ++i)
        values[static_cast<std::size_t>(i)] = static_cast<T>(initial.value);
      return;
  }
}

bool is_bias(const std::string& name) { return name.substr(name.rfind('.') + 1).starts_with("bias"); }
bool is_recurrent(const std::string& name) { return name.substr(name.rfind('.') + 1).starts_with("weight_hh"); }

/// Keras' defaults: Glorot's uniform for weights, orthogonal for those of states, 0 for biases, and what layers say of
/// themselves.
template <class T>
void fill_as_keras(const ParameterPlan& parameter, Random& random, std::span<T> values) {
  if (parameter.keras) return fill(*parameter.keras, random, values);
  if (is_bias(parameter.name)) return fill_evenly(values, 0.0);
  if (parameter.shape.rank() < 2) return fill(parameter.initial, random, values);
  if (is_recurrent(parameter.name)) return fill_orthogonal(values, parameter.shape, 1, random);
  const Fans fans = fans_of(parameter.shape);
  draw_uniform(values, std::sqrt(6 / (fans.in + fans.out)), random);
}

/// The initialiser that the experiment names for a parameter; null for the preset's or the layer's own start.
const spec::Component* rule_for(const ParameterPlan& parameter, const spec::InitSpec& init, const std::string& prefix) {
  const std::string name = prefix + parameter.name;
  for (const auto& [key, rule] : init.parameters)
    if (name == key || name.starts_with(key + '.')) return &rule;
  const bool random = parameter.initial.rule != Initial::Rule::constant;
  if (random && !init.biases.name.empty() && is_bias(parameter.name)) return &init.biases;
  if (random && !init.weights.name.empty() && parameter.shape.rank() > 1) return &init.weights;
  return nullptr;
}

}  // namespace

std::span<const spec::Signature> initialisers() {
  static const std::vector<spec::Signature> all{
      {"initialiser", "constant", "all numbers the same", kConstant},
      {"initialiser", "uniform", "evenly from -bound to bound", kUniform},
      {"initialiser", "normal", "normal with this deviation", kNormal},
      {"initialiser", "truncated_normal", "normal, without what lies far out", kTruncated},
      {"initialiser", "xavier_uniform", "Glorot's: uniform, deviation gain sqrt(2 / (fan_in + fan_out))", kXavier},
      {"initialiser", "xavier_normal", "Glorot's: normal, deviation gain sqrt(2 / (fan_in + fan_out))", kXavier},
      {"initialiser", "kaiming_uniform", "He's: uniform, deviation gain / sqrt(fan)", kKaiming},
      {"initialiser", "kaiming_normal", "He's: normal, deviation gain / sqrt(fan)", kKaiming},
      {"initialiser", "lecun_uniform", "uniform, deviation 1 / sqrt(fan_in)", {}},
      {"initialiser", "lecun_normal", "normal, deviation 1 / sqrt(fan_in)", {}},
      {"initialiser", "orthogonal", "rows or columns at right angles", kXavier},
      {"initialiser", "identity", "what comes in goes out", kXavier},
      {"initialiser", "sparse", "normal, with a share of zeros in each column", kSparse},
  };
  return all;
}

template <class T>
void start(const ParameterPlan& parameter, const spec::InitSpec& init, const std::string& prefix, Random random,
           std::span<T> values) {
  if (const auto* rule = rule_for(parameter, init, prefix))
    fill(*rule, parameter, random, values);
  else if (init.preset == spec::InitSpec::Preset::keras && parameter.initial.rule != Initial::Rule::constant)
    fill_as_keras(parameter, random, values);
  else
    fill(parameter.initial, random, values);
}

template void start(const ParameterPlan&, const spec::InitSpec&, const std::string&, Random, std::span<float>);
template void start(const ParameterPlan&, const spec::InitSpec&, const std::string&, Random, std::span<double>);

}  // namespace assay::model
