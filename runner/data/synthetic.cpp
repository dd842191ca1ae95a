#include "data/synthetic.hpp"

#include <cmath>
#include <numbers>

namespace assay::data {

template <class T>
Dataset<T> load_ring(const Request& request) {
  const std::int64_t modes = request.source.integer("modes");
  const double radius = request.source.real("radius");
  Dataset<T> data;
  data.rows = request.source.integer("samples");
  data.input = Shape({2});
  data.mode_deviation = request.source.real("deviation");
  for (std::int64_t k = 0; k < modes; ++k) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(modes);
    data.modes.push_back(radius * std::cos(angle));
    data.modes.push_back(radius * std::sin(angle));
  }
  Random random = request.random;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    const auto mode = 2 * static_cast<std::size_t>(random.below(static_cast<std::uint64_t>(modes)));
    for (std::size_t d = 0; d < 2; ++d)
      data.inputs.push_back(static_cast<T>(data.modes[mode + d] + data.mode_deviation * random.normal()));
  }
  return data;
}

template <class T>
Dataset<T> load_adding(const Request& request) {
  const std::int64_t length = request.source.integer("length");
  const auto half = static_cast<std::uint64_t>(length / 2);
  Dataset<T> data;
  data.rows = request.source.integer("samples");
  data.input = Shape({length, 2});
  data.target = Shape({1});
  Random random = request.random;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    const auto first = static_cast<std::int64_t>(random.below(half));
    const auto second = static_cast<std::int64_t>(half + random.below(static_cast<std::uint64_t>(length) - half));
    T sum = 0;
    for (std::int64_t t = 0; t < length; ++t) {
      const T value = static_cast<T>(random.uniform());
      const bool marked = t == first || t == second;
      data.inputs.push_back(value);
      data.inputs.push_back(marked ? T(1) : T(0));
      if (marked) sum += value;
    }
    data.targets.push_back(sum);
  }
  return data;
}

template <class T>
Dataset<T> load_logic(const Request& request) {
  const std::string& function = request.source.choice("function");
  Dataset<T> data;
  data.rows = 4;
  data.input = Shape({2});
  data.target = Shape({1});
  for (const int a : {0, 1})
    for (const int b : {0, 1}) {
      const int value = function == "and" ? a & b : function == "or" ? a | b : a ^ b;
      data.inputs.push_back(static_cast<T>(a));
      data.inputs.push_back(static_cast<T>(b));
      data.targets.push_back(static_cast<T>(value));
    }
  return data;
}

namespace {

template <class T>
void append_tokens(Dataset<T>& data, std::int64_t length, std::int64_t tokens, Random& random) {
  std::vector<T> window;
  for (std::int64_t t = 0; t <= length; ++t)
    window.push_back(static_cast<T>(random.below(static_cast<std::uint64_t>(tokens))));
  data.inputs.insert(data.inputs.end(), window.begin(), window.end() - 1);
  data.targets.insert(data.targets.end(), window.begin() + 1, window.end());
}

}  // namespace

template <class T>
Dataset<T> load_noise(const Request& request) {
  const std::int64_t classes = request.source.integer("classes"), tokens = request.source.integer("tokens");
  const std::int64_t outputs = request.source.integer("outputs");
  Dataset<T> data;
  data.rows = request.source.integer("samples");
  for (const auto extent : request.source.integers("shape")) data.input.append(extent);
  data.tokens = tokens > 0;
  data.classes = data.tokens ? tokens : classes;
  if (data.tokens) data.target = data.input;
  if (!data.tokens && classes == 0 && outputs > 0) data.target = Shape({outputs});
  data.inputs.reserve(static_cast<std::size_t>(data.rows * data.input.size()));
  Random random = request.random;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    if (data.tokens) {
      append_tokens(data, data.input.size(), tokens, random);
      continue;
    }
    for (std::int64_t i = 0; i < data.input.size(); ++i) data.inputs.push_back(static_cast<T>(random.normal()));
    if (classes > 0) data.targets.push_back(static_cast<T>(random.below(static_cast<std::uint64_t>(classes))));
    for (std::int64_t i = 0; classes == 0 && i < outputs; ++i) data.targets.push_back(static_cast<T>(random.normal()));
  }
  return data;
}

template <class T>
Dataset<T> load_table(const Request& request) {
  const auto& inputs = request.source.table("inputs");
  const auto& targets = request.source.table("targets");
  if (inputs.rows != targets.rows)
    throw Failure(ExitCode::data, to_string(request.source.argument("targets").place) + ": there are " +
                                      std::to_string(targets.rows) + " targets for " + std::to_string(inputs.rows) +
                                      " inputs");
  Dataset<T> data;
  data.rows = inputs.rows;
  data.input = Shape({inputs.columns});
  data.target = Shape({targets.columns});
  data.inputs.assign(inputs.numbers.begin(), inputs.numbers.end());
  data.targets.assign(targets.numbers.begin(), targets.numbers.end());
  return data;
}

#define ASSAY_INSTANTIATE(T)                       \
  template Dataset<T> load_ring(const Request&);   \
  template Dataset<T> load_adding(const Request&); \
  template Dataset<T> load_logic(const Request&);  \
  template Dataset<T> load_noise(const Request&);  \
  template Dataset<T> load_table(const Request&);
ASSAY_INSTANTIATE(float)
ASSAY_INSTANTIATE(double)
#undef ASSAY_INSTANTIATE

}  // namespace assay::data
