#include "data/sequence_tasks.hpp"

#include <numeric>

namespace assay::data {
namespace {

constexpr double kNotAsked = -100;  // what the losses of classes leave out

/// Tokens with a class at every step.
RawDataset tokens(std::int64_t rows, std::int64_t steps, std::int64_t classes) {
  RawDataset data;
  data.rows = rows;
  data.input = data.target = Shape({steps});
  data.classes = classes;
  data.tokens = true;
  return data;
}

std::int64_t draw(Random& random, std::int64_t count) {
  return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(count)));
}

/// One row: the pairs, then the keys again.
void append_recall(std::vector<std::int64_t>& keys, std::int64_t pairs, std::int64_t values, Random& random,
                   std::vector<double>& inputs, std::vector<double>& targets) {
  const auto own = std::span(keys).first(static_cast<std::size_t>(pairs));
  for (std::int64_t i = 0; i < pairs; ++i)  // the first of a shuffle
    std::swap(keys[static_cast<std::size_t>(i)],
              keys[static_cast<std::size_t>(i + draw(random, static_cast<std::int64_t>(keys.size()) - i))]);
  std::vector<std::pair<std::int64_t, std::int64_t>> asked;
  for (const std::int64_t key : own) {
    asked.emplace_back(key, draw(random, values));
    inputs.push_back(static_cast<double>(key));
    inputs.push_back(static_cast<double>(static_cast<std::int64_t>(keys.size()) + asked.back().second));
    targets.insert(targets.end(), 2, kNotAsked);
  }
  random.shuffle(std::span(asked));
  for (const auto& [key, value] : asked) {
    inputs.push_back(static_cast<double>(key));
    targets.push_back(static_cast<double>(value));
  }
}

}  // namespace

RawDataset load_recall(const Request& request) {
  const std::int64_t pairs = request.source.integer("pairs"), values = request.source.integer("values");
  const std::int64_t count = request.source.integer("keys");
  if (count < pairs)
    throw Failure(ExitCode::data, to_string(request.source.argument("keys").place) + ": " + std::to_string(pairs) +
                                      " pairs of different keys need as many keys; there are " + std::to_string(count));
  RawDataset data = tokens(request.source.integer("samples"), 3 * pairs, values);
  std::vector<std::int64_t> keys(static_cast<std::size_t>(count));
  std::vector<double> inputs, targets;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    Random random = request.random.stream(static_cast<std::uint64_t>(row));
    std::iota(keys.begin(), keys.end(), 0);
    append_recall(keys, pairs, values, random, inputs, targets);
  }
  data.inputs = compact(std::move(inputs));
  data.targets = compact(std::move(targets));
  return data;
}

RawDataset load_parity(const Request& request) {
  const std::int64_t length = request.source.integer("length");
  RawDataset data = tokens(request.source.integer("samples"), length, 2);
  Random random = request.random;
  std::vector<std::uint8_t> inputs, targets;
  for (std::int64_t row = 0; row < data.rows; ++row)
    for (std::int64_t t = 0, odd = 0; t < length; ++t) {
      const std::int64_t bit = draw(random, 2);
      odd ^= bit;
      inputs.push_back(static_cast<std::uint8_t>(bit));
      targets.push_back(static_cast<std::uint8_t>(odd));
    }
  data.inputs = Shared(std::move(inputs));
  data.targets = Shared(std::move(targets));
  return data;
}

}  // namespace assay::data
