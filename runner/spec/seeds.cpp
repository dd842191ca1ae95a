#include "spec/seeds.hpp"

#include <set>
#include <string>

#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

constexpr std::uint64_t kMostSeeds = 100'000;

class SeedReader {
 public:
  explicit SeedReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::vector<std::uint64_t> read(const Node* node) {
    if (!node) return {0};
    if (node->kind == Node::Kind::list && !node->items.empty())
      for (const auto& item : node->items) add(item);
    else if (const auto dots = node->text.find(".."); node->kind == Node::Kind::scalar && dots != std::string::npos)
      add_range(*node, dots);
    else if (const auto count = to_integer(*node);
             count && *count >= 1 && *count <= static_cast<std::int64_t>(kMostSeeds))
      for (std::int64_t seed = 0; seed < *count; ++seed) seeds_.push_back(static_cast<std::uint64_t>(seed));
    else
      complain(*node);
    return seeds_.empty() ? std::vector<std::uint64_t>{0} : seeds_;
  }

 private:
  void add(const Node& item) {
    const auto seed = to_integer(item);
    if (!seed || *seed < 0) return complain(item);
    const auto value = static_cast<std::uint64_t>(*seed);
    if (seen_.insert(value).second)
      seeds_.push_back(value);
    else
      diagnostics_.add(item.place, "seed " + item.text + " is there twice");
  }

  void add_range(const Node& node, std::size_t dots) {
    Node first = node, last = node;
    first.text = node.text.substr(0, dots);
    last.text = node.text.substr(dots + 2);
    const auto from = to_integer(first), to = to_integer(last);
    if (!from || !to || *from < 0 || *to < *from || static_cast<std::uint64_t>(*to - *from) >= kMostSeeds)
      return complain(node);
    for (std::int64_t seed = *from; seed <= *to; ++seed) seeds_.push_back(static_cast<std::uint64_t>(seed));
  }

  void complain(const Node& node) {
    diagnostics_.add(node.place, "'seeds' is " + describe(node) +
                                     "; expected how many (10 means 0 to 9), a list of integers >= 0, or first..last");
  }

  Diagnostics& diagnostics_;
  std::vector<std::uint64_t> seeds_;
  std::set<std::uint64_t> seen_;
};

}  // namespace

std::vector<std::uint64_t> read_seeds(const Node* node, Diagnostics& diagnostics) {
  return SeedReader(diagnostics).read(node);
}

}  // namespace assay::spec
