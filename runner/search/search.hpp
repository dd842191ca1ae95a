#pragma once
/// One search: its trials one by one, each a function of the search's stream and of what earlier trials came to.
///
///     suggestion k = f(space, stream, results of trials 0 ... k - width, points of trials up to k - 1)
///
/// Nothing else goes in: no clock, no order in which results arrive, no state that is not recomputed from the results.
/// So the same table of trials comes about however many of them run at once, and after every restart; and the first
/// trials of a longer search are those of a shorter one.

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <assay/random.hpp>

#include "search/method.hpp"
#include "search/space.hpp"

namespace assay::search {

/// A first trial as somebody gives it: a value an axis; nothing is drawn at random.
using Start = std::vector<std::optional<double>>;

struct Settings {
  std::size_t trials = 1;  ///< in all
  std::size_t width = 1;   ///< trial k is suggested when trials up to k - width are done
  std::vector<Start> start{};
};

class Search {
 public:
  Search(Space space, std::unique_ptr<Method> method, Settings settings, const Random& random);

  /// Suggests as many further trials as results allow.
  void extend();

  /// What a trial came to; see Trial::loss. Each is told once, in any order.
  void tell(std::size_t trial, double loss);

  const std::vector<Trial>& trials() const { return trials_; }
  /// Whether all trials are suggested: as many as wanted, or all points that there are.
  bool is_complete() const { return trials_.size() >= settings_.trials || is_used_up(); }
  /// Whether every point of the space is a trial.
  bool is_used_up() const { return points_ > 0 && tried_.size() >= points_; }

 private:
  bool may_suggest() const;
  Point suggest();
  Point untried(std::size_t trial) const;

  Space space_;
  std::unique_ptr<Method> method_;
  Settings settings_;
  Random random_;
  std::uint64_t points_;
  std::vector<Trial> trials_;
  std::vector<Trial> visible_;  ///< the same as the next suggestion may see them
  std::size_t known_ = 0;       ///< so many first trials have a result
  std::set<Point> tried_;
};

}  // namespace assay::search
