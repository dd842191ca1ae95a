#pragma once
/// The tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for hyper-parameter optimization"), with the
/// formulas and defaults of Optuna 5: all axes drawn together, trials under way count as bad.
///
/// Of n finished trials the best min(ceil(n / 10), 25) are good, ties by their number; one Parzen estimator l of these,
/// one g of all others. Candidates are drawn from l; the best have the largest log l - log g.

#include <cstddef>
#include <span>
#include <vector>

#include "search/method.hpp"
#include "search/parzen.hpp"

namespace assay::search {

struct TpeSettings {
  std::size_t startup = 10;  ///< finished trials before anything is learned from them
  std::size_t candidates = 24;
};

class Tpe final : public Method {
 public:
  Tpe(const Space& space, const TpeSettings& settings);

  bool learns() const override { return true; }
  std::vector<Point> suggest(std::span<const Trial> trials, Random& random) override;

 private:
  void see(std::span<const Trial> trials);

  Space space_;
  TpeSettings settings_;
  std::vector<Tried> tried_;
  Parzen good_, bad_;
};

}  // namespace assay::search
