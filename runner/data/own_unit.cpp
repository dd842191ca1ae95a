#include "data/own_unit.hpp"

namespace assay::data {

Array in_own_unit(const Array& scaled, const std::vector<Scaling>& scaling) {
  if (scaling.empty() || scaled.shape.rank() == 0 || scaled.shape[0] == 0) return scaled;
  const auto features = static_cast<std::size_t>(scaled.size()) / static_cast<std::size_t>(scaled.shape[0]);
  if (features != scaling.size()) return scaled;
  auto numbers = scaled.as<double>();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto& [shift, factor] = scaling[i % features];
    numbers[i] = factor == 0 ? shift : numbers[i] / factor + shift;
  }
  return {scaled.shape, std::move(numbers)};
}

}  // namespace assay::data
