// The thin door to the checks: every plugin that is built must pass every check of its kind. Both are found by
// themselves; one test is one check, over all plugins that have it. What a check does is in runner/check.
#include <gtest/gtest.h>

#include "check/isolation.hpp"
#include "components.hpp"

namespace assay::check {
namespace {

struct Door {
  std::string kind;
  Check check;
};

std::vector<Door> doors() {
  std::vector<Door> all;
  for (const char* kind : {"activation", "layer", "loss", "optimizer"})
    for (const Check& check : checks_of(kind)) all.push_back({kind, check});
  return all;
}

class EveryPlugin : public testing::TestWithParam<Door> {};

TEST_P(EveryPlugin, Passes) {
  const auto& [kind, check] = GetParam();
  const auto& registry = testing_support::plugins();
  const auto names = registry.names(kind);
  ASSERT_FALSE(names.empty());
  for (const auto& name : names) {
    const Outcome outcome = run(check, registry, *registry.find(kind, name), {.limit = 600});
    EXPECT_EQ(outcome.result, Result::passed) << kind << ' ' << name << ": " << check.name << ": " << outcome.text;
  }
}

INSTANTIATE_TEST_SUITE_P(Check, EveryPlugin, testing::ValuesIn(doors()),
                         [](const auto& door) { return door.param.kind + '_' + door.param.check.name; });

}  // namespace
}  // namespace assay::check
