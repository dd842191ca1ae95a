#include "data/class_weights.hpp"

#include "data/request.hpp"

namespace assay::data {

std::vector<double> class_weights_of(const RawDataset& raw, const Place& place,
                                     const std::vector<std::int64_t>& train) {
  if (raw.classes == 0)
    throw Failure(ExitCode::experiment,
                  to_string(place) + ": 'balance' weighs classes, and the targets are quantities");
  std::vector<double> counts(static_cast<std::size_t>(raw.classes));
  double all = 0;
  for (const auto row : train)
    for (std::int64_t i = row * raw.target.size(); i < (row + 1) * raw.target.size(); ++i) {
      const double label = at(raw.targets, i);
      if (!(label >= 0 && label < static_cast<double>(raw.classes))) continue;  // one that the loss is told to ignore
      ++counts[static_cast<std::size_t>(label)];
      ++all;
    }
  std::vector<double> weights;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] == 0)
      refuse(raw.files.empty() ? "the data" : raw.files.front().path, 0, 0,
             "no training row is of class '" + (raw.class_names.empty() ? std::to_string(k) : raw.class_names[k]) +
                 "', so that 'balance' has no weight for it");
    weights.push_back(all / (static_cast<double>(counts.size()) * counts[k]));
  }
  return weights;
}

}  // namespace assay::data
