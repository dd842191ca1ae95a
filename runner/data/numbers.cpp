#include "data/numbers.hpp"

#include <cmath>
#include <limits>
#include <type_traits>

namespace assay::data {
namespace {

template <class T>
bool holds(const std::vector<double>& numbers) {
  return std::ranges::all_of(numbers, [](double x) {
    if constexpr (std::is_integral_v<T>)
      if (!(x >= 0 && x <= std::numeric_limits<T>::max()) || std::signbit(x)) return false;
    return static_cast<double>(static_cast<T>(x)) == x || std::isnan(x);
  });
}

template <class T>
Shared<T> converted(const std::vector<double>& numbers) {
  return std::vector<T>(numbers.begin(), numbers.end());
}

}  // namespace

Numbers numbers_of(Array array) {
  return std::visit([]<class T>(std::vector<T>& numbers) -> Numbers { return Shared<T>(std::move(numbers)); },
                    array.numbers);
}

Numbers compact(std::vector<double> numbers) {
  if (holds<std::uint8_t>(numbers)) return converted<std::uint8_t>(numbers);
  if (holds<float>(numbers)) return converted<float>(numbers);
  return Shared<double>(std::move(numbers));
}

}  // namespace assay::data
