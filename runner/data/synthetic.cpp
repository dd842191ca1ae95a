#include "data/synthetic.hpp"

#include <cmath>
#include <numbers>

namespace assay::data {
namespace {

/// Drawn in the precision of the training, where each number is rounded once.
template <class T>
RawDataset make_ring(const Request& request) {
  const std::int64_t modes = request.source.integer("modes");
  const double radius = request.source.real("radius");
  RawDataset data;
  data.rows = request.source.integer("samples");
  data.input = Shape({2});
  data.mode_deviation = request.source.real("deviation");
  for (std::int64_t k = 0; k < modes; ++k) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(modes);
    data.modes.push_back(radius * std::cos(angle));
    data.modes.push_back(radius * std::sin(angle));
  }
  Random random = request.random;
  std::vector<T> inputs;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    const auto mode = 2 * static_cast<std::size_t>(random.below(static_cast<std::uint64_t>(modes)));
    for (std::size_t d = 0; d < 2; ++d)
      inputs.push_back(static_cast<T>(data.modes[mode + d] + data.mode_deviation * random.normal()));
  }
  data.inputs = Shared<T>(std::move(inputs));
  return data;
}

template <class T>
RawDataset make_adding(const Request& request) {
  const std::int64_t length = request.source.integer("length");
  const auto half = static_cast<std::uint64_t>(length / 2);
  RawDataset data;
  data.rows = request.source.integer("samples");
  data.input = Shape({length, 2});
  data.target = Shape({1});
  Random random = request.random;
  std::vector<T> inputs, targets;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    const auto first = static_cast<std::int64_t>(random.below(half));
    const auto second = static_cast<std::int64_t>(half + random.below(static_cast<std::uint64_t>(length) - half));
    T sum = 0;
    for (std::int64_t t = 0; t < length; ++t) {
      const T value = static_cast<T>(random.uniform());
      const bool marked = t == first || t == second;
      inputs.push_back(value);
      inputs.push_back(marked ? T(1) : T(0));
      if (marked) sum += value;
    }
    targets.push_back(sum);
  }
  data.inputs = Shared<T>(std::move(inputs));
  data.targets = Shared<T>(std::move(targets));
  return data;
}

template <class T>
void append_tokens(std::vector<T>& inputs, std::vector<T>& targets, std::int64_t length, std::int64_t tokens,
                   Random& random) {
  std::vector<T> window;
  for (std::int64_t t = 0; t <= length; ++t)
    window.push_back(static_cast<T>(random.below(static_cast<std::uint64_t>(tokens))));
  inputs.insert(inputs.end(), window.begin(), window.end() - 1);
  targets.insert(targets.end(), window.begin() + 1, window.end());
}

template <class T>
RawDataset make_noise(const Request& request) {
  const std::int64_t classes = request.source.integer("classes"), tokens = request.source.integer("tokens");
  const std::int64_t outputs = request.source.integer("outputs");
  RawDataset data;
  data.rows = request.source.integer("samples");
  for (const auto extent : request.source.integers("shape")) data.input.append(extent);
  data.tokens = tokens > 0;
  data.classes = data.tokens ? tokens : classes;
  if (data.tokens) data.target = data.input;
  if (!data.tokens && classes == 0 && outputs > 0) data.target = Shape({outputs});
  std::vector<T> inputs, targets;
  inputs.reserve(static_cast<std::size_t>(data.rows * data.input.size()));
  Random random = request.random;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    if (data.tokens) {
      append_tokens(inputs, targets, data.input.size(), tokens, random);
      continue;
    }
    for (std::int64_t i = 0; i < data.input.size(); ++i) inputs.push_back(static_cast<T>(random.normal()));
    if (classes > 0) targets.push_back(static_cast<T>(random.below(static_cast<std::uint64_t>(classes))));
    for (std::int64_t i = 0; classes == 0 && i < outputs; ++i) targets.push_back(static_cast<T>(random.normal()));
  }
  data.inputs = Shared<T>(std::move(inputs));
  data.targets = Shared<T>(std::move(targets));
  return data;
}

bool twofold(const Request& request) { return request.reading.precision == spec::Precision::float64; }

}  // namespace

RawDataset load_ring(const Request& request) {
  return twofold(request) ? make_ring<double>(request) : make_ring<float>(request);
}

RawDataset load_adding(const Request& request) {
  return twofold(request) ? make_adding<double>(request) : make_adding<float>(request);
}

RawDataset load_noise(const Request& request) {
  return twofold(request) ? make_noise<double>(request) : make_noise<float>(request);
}

RawDataset load_logic(const Request& request) {
  const std::string& function = request.source.choice("function");
  RawDataset data;
  data.rows = 4;
  data.input = Shape({2});
  data.target = Shape({1});
  std::vector<std::uint8_t> inputs, targets;
  for (const int a : {0, 1})
    for (const int b : {0, 1}) {
      for (const int bit : {a, b}) inputs.push_back(static_cast<std::uint8_t>(bit));
      const int value = function == "and" ? a & b : function == "or" ? a | b : a ^ b;
      targets.push_back(static_cast<std::uint8_t>(value));
    }
  data.inputs = Shared(std::move(inputs));
  data.targets = Shared(std::move(targets));
  return data;
}

RawDataset load_table(const Request& request) {
  const auto& inputs = request.source.table("inputs");
  const auto& targets = request.source.table("targets");
  if (inputs.rows != targets.rows)
    throw Failure(ExitCode::data, to_string(request.source.argument("targets").place) + ": there are " +
                                      std::to_string(targets.rows) + " targets for " + std::to_string(inputs.rows) +
                                      " inputs");
  RawDataset data;
  data.rows = inputs.rows;
  data.input = Shape({inputs.columns});
  data.target = Shape({targets.columns});
  data.inputs = compact(inputs.numbers);
  data.targets = compact(targets.numbers);
  return data;
}

}  // namespace assay::data
