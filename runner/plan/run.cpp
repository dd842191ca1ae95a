#include "plan/run.hpp"

#include "base/sha256.hpp"

namespace assay::plan {

Run run_of(const spec::RunSpec& spec, const spec::Point& point, std::uint64_t seed) {
  const spec::Node tree = spec::canonical(spec);
  Run::Shared shared{.axes = {}, .spec = spec, .leaves = spec::leaves(tree), .body = spec::to_yaml(tree)};
  for (const auto& [axis, value] : point.values) shared.axes.emplace_back(axis, spec::axis_text(*value));
  return with_seed({.id = {}, .seed = 0, .shared = std::make_shared<const Run::Shared>(std::move(shared))}, seed);
}

Run with_seed(Run run, std::uint64_t seed) {
  run.seed = seed;
  run.id = sha256(run.config()).substr(0, 16);
  return run;
}

}  // namespace assay::plan
