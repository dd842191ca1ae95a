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
    else if (const auto count = to_natural(*node); count && *count >= 1 && *count <= kMostSeeds)
      for (std::uint64_t seed = 0; seed < *count; ++seed) seeds_.push_back(seed);
    else
      complain(*node);
    return seeds_.empty() ? std::vector<std::uint64_t>{0} : seeds_;
  }

 private:
  void add(const Node& item) {
    const auto seed = to_natural(item);
    if (!seed) return complain(item);
    if (seen_.insert(*seed).second)
      seeds_.push_back(*seed);
    else
      diagnostics_.add(item.place, "seed " + item.text + " is there twice");
  }

  void add_range(const Node& node, std::size_t dots) {
    Node first = node, last = node;
    first.text = node.text.substr(0, dots);
    last.text = node.text.substr(dots + 2);
    const auto from = to_natural(first), to = to_natural(last);
    if (!from || !to || *to < *from || *to - *from >= kMostSeeds) return complain(node);
    for (std::uint64_t i = 0; i <= *to - *from; ++i) seeds_.push_back(*from + i);
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
