#include "launch/data_sets.hpp"

#include <sstream>

namespace assay::launch {

std::string DataSets::key_of(const spec::Component& source) {
  std::ostringstream key;
  key << source.name;
  for (const auto& argument : source.arguments) {
    key << '|' << argument.name << '=';
    std::visit(
        [&]<class V>(const V& value) {
          if constexpr (std::is_arithmetic_v<V> || std::is_same_v<V, std::string>) key << value;
          if constexpr (std::is_same_v<V, std::vector<std::int64_t>>)
            for (const auto number : value) key << number << ',';
        },
        argument.value);
  }
  return key.str();
}

}  // namespace assay::launch
