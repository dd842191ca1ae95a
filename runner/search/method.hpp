#pragma once
/// How a search chooses: from what earlier trials came to, or blindly. A new method is one file that derives from
/// Method, and a line in methods.cpp.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <assay/random.hpp>

#include "search/space.hpp"
#include "spec/component.hpp"

namespace assay::search {

/// One configuration that was, or is being, tried.
struct Trial {
  Point point;
  /// What it came to, less is better; infinite for a trial that failed or diverged, which counts as the worst. Nothing
  /// while that is not known, or may not be.
  std::optional<double> loss{};
};

class Method {
 public:
  virtual ~Method() = default;

  /// Whether its suggestions rest on results. What needs none has all its trials at once.
  virtual bool learns() const = 0;

  /// Points to try next, the best first; none: any will do. The same trials and stream give the same points: what is
  /// kept between two calls saves time and changes nothing. `trials` grow from call to call.
  virtual std::vector<Point> suggest(std::span<const Trial> trials, Random& random) = 0;
};

/// The methods there are (kind "search method").
std::vector<spec::Signature> methods();

std::unique_ptr<Method> make_method(const spec::Component& component, const Space& space);

}  // namespace assay::search
