// The list of search methods: name, parameters, and how each is made.

#include <array>

#include "search/method.hpp"
#include "search/tpe.hpp"

namespace assay::search {
namespace {

/// Draws every trial blindly.
class RandomSearch final : public Method {
 public:
  bool learns() const override { return false; }
  std::vector<Point> suggest(std::span<const Trial>, Random&) override { return {}; }
};

constexpr std::array kTpe{
    integer("startup", 10, "trials drawn at random first", at_least(1)),
    integer("candidates", 24, "points drawn for each suggestion, of which the best is taken", at_least(1)),
};

}  // namespace

std::vector<spec::Signature> methods() {
  return {{"search method", "tpe",
           "tree-structured Parzen estimator: draws where the best tenth of the trials lie rather than the others "
           "(Bergstra et al. 2011; formulas of Optuna 5)",
           kTpe},
          {"search method", "random", "every trial drawn at random", {}}};
}

std::unique_ptr<Method> make_method(const spec::Component& component, const Space& space) {
  if (component.name == "random") return std::make_unique<RandomSearch>();
  return std::make_unique<Tpe>(space, TpeSettings{static_cast<std::size_t>(component.integer("startup")),
                                                  static_cast<std::size_t>(component.integer("candidates"))});
}

}  // namespace assay::search
