#pragma once
/// What there is to check of a plugin. One body of checks has two doors: `assay plugins check` and the contract tests.

#include <span>
#include <string_view>
#include <vector>

#include "check/trial.hpp"

namespace assay::check {

struct Check {
  const char* name;   ///< one word or two, as a failure names it: "slope", "in_place"
  const char* claim;  ///< what holds where it passes: "the slope is the derivative of the formula"
  int level;          ///< 1: is it right; 2: is it safe in a training; 3: how fast, and does it train
  void (*body)(Trial&);
};

inline constexpr int kLevels = 3;

/// All checks of a kind of plugin, level by level. Empty for what is no kind of plugin.
std::vector<Check> checks_of(std::string_view kind);

// One list a kind, each in its own files, and one for all kinds.
std::span<const Check> library_checks();
std::span<const Check> activation_checks();
std::span<const Check> layer_checks();
std::span<const Check> loss_checks();
std::span<const Check> optimizer_checks();

}  // namespace assay::check
