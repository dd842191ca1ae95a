#pragma once
/// One check at work on one plugin: what it works with, and what it finds. A check states what must hold with expect()
/// and near(); it never stops at the first mistake, and only the first few are told in words.

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <assay/random.hpp>

#include "registry/registry.hpp"

namespace assay::check {

class Trial {
 public:
  /// `registry` and `plugin` must outlive the trial. All random numbers come from `seed`.
  Trial(const registry::Registry& registry, const spec::Signature& plugin, std::uint64_t seed)
      : registry_(registry), plugin_(plugin), seed_(seed) {}

  const registry::Registry& registry() const { return registry_; }
  const spec::Signature& plugin() const { return plugin_; }

  /// Random numbers for one purpose: the same for the same seed.
  Random random(std::string_view purpose) const { return Random(seed_).stream(purpose); }
  /// Standard normal numbers.
  template <class T>
  std::vector<T> numbers(std::int64_t count, std::string_view purpose) const {
    Random random = this->random(purpose);
    std::vector<T> all;
    for (std::int64_t i = 0; i < count; ++i) all.push_back(static_cast<T>(random.normal()));
    return all;
  }

  /// What is looked at from now on ("{elu: {alpha: 2}}"); stands before what is found wrong.
  void look_at(std::string what) { looking_at_ = std::move(what); }

  /// `text()` says what is wrong and is called only then.
  template <class Text>
  bool expect(bool holds, Text text) {
    ++expected_;
    if (!holds) add(text());
    return holds;
  }

  /// That `found` is within `tolerance` of `expected`; `what()` names the number. NaN is near nothing.
  template <class What>
  bool near(double found, double expected, double tolerance, What what) {
    const double error = std::abs(found - expected);
    if (error <= tolerance && error / (1 + std::abs(expected)) > worst_) worst_ = error / (1 + std::abs(expected));
    return expect(error <= tolerance, [&] { return what() + text_of_mismatch(found, expected); });
  }

  /// What a passed check tells ("kinks at -3 and 3").
  void tell(std::string found) { told_ = std::move(found); }

  bool passed() const { return mistakes_ == 0; }
  std::size_t expectations() const { return expected_; }
  /// The largest difference that near() let pass, relative to 1 + |expected|.
  double worst() const { return worst_; }
  /// What was told where the check passed, else the first mistakes, one a line.
  std::string text() const;

 private:
  void add(const std::string& mistake);
  static std::string text_of_mismatch(double found, double expected);

  const registry::Registry& registry_;
  const spec::Signature& plugin_;
  std::uint64_t seed_;
  std::string looking_at_, told_;
  std::vector<std::string> first_mistakes_;
  std::size_t expected_ = 0, mistakes_ = 0;
  double worst_ = 0;
};

/// "3.2e-10": short, for what is told.
std::string brief(double number);

}  // namespace assay::check
