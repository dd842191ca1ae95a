#pragma once
/// The different names in a column, each with a number.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay::data {

class Dictionary {
 public:
  /// The number of a name, which is new or not.
  double number(std::string_view name);

  /// The names by code points, which is the order of their bytes; `place` says for each number where its name is there.
  std::vector<std::string> sorted(std::vector<double>& place) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, double, Hash, std::equal_to<>> numbers_;
};

}  // namespace assay::data
