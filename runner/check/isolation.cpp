#include "check/isolation.hpp"

#include <chrono>

#include "base/child.hpp"
#include "base/duration.hpp"

namespace assay::check {
namespace {

using Clock = std::chrono::steady_clock;

constexpr char kPassed = 'p', kFailed = 'f';

/// 'p' or 'f', then the text.
std::string perform(const Check& check, const registry::Registry& registry, const spec::Signature& plugin,
                    std::uint64_t seed) {
  Trial trial(registry, plugin, seed);
  try {
    check.body(trial);
  } catch (const std::exception& error) {
    return kFailed + std::string(error.what());
  }
  return (trial.passed() ? kPassed : kFailed) + trial.text();
}

}  // namespace

const char* to_string(Result result) {
  switch (result) {
    case Result::passed:
      return "passed";
    case Result::failed:
      return "failed";
    case Result::crashed:
      return "crashed";
    case Result::timed_out:
      return "timed out";
  }
  return "";
}

Outcome run(const Check& check, const registry::Registry& registry, const spec::Signature& plugin,
            const Conditions& conditions) {
  Outcome outcome;
  outcome.check = check.name;
  outcome.claim = check.claim;
  const auto start = Clock::now();
  std::string said;
  if (conditions.isolated) {
    const std::chrono::milliseconds limit(static_cast<std::int64_t>(1000 * conditions.limit));
    const ChildEnd end =
        in_child([&](const Say& say) { say(perform(check, registry, plugin, conditions.seed)); }, limit);
    if (!end.done) {
      outcome.result = end.timed_out ? Result::timed_out : Result::crashed;
      outcome.text = end.timed_out ? "no end within " + duration_text(conditions.limit) : end.trouble();
    }
    said = end.done ? end.said : "";
  } else {
    said = perform(check, registry, plugin, conditions.seed);
  }
  if (!said.empty()) {
    outcome.result = said[0] == kPassed ? Result::passed : Result::failed;
    outcome.text = said.substr(1);
  }
  outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return outcome;
}

}  // namespace assay::check
