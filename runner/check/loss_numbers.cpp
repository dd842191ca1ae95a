// What a loss makes of unusual numbers and shapes, and how it treats memory.
#include <cmath>
#include <limits>

#include "check/buffer.hpp"
#include "check/hot_call.hpp"
#include "check/loss_subject.hpp"

namespace assay::check {
namespace {

std::vector<float> rounded(const std::vector<double>& numbers) { return {numbers.begin(), numbers.end()}; }

/// Far beyond e^88, float32's end.
void check_large(const LossCase& at) {
  if (at.wants_probabilities) return;
  const auto single = make<Loss, float>(at.trial, at.variation);
  const auto target = rounded(at.target());
  std::vector<float> y(at.size()), dy(at.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = i % 2 == 0 ? 1e4F : -1e4F;
  const double value =
      single->evaluate({y.data(), at.y_shape}, {target.data(), at.target_shape}, {dy.data(), at.y_shape});
  at.trial.expect(std::isfinite(value), [&] { return "the value is " + brief(value); });
  at.trial.expect(std::all_of(dy.begin(), dy.end(), [](float g) { return std::isfinite(g); }),
                  [] { return "dy is not finite"; });
}

/// An output matters where a large or small number in its place changes the loss.
void check_nan(const LossCase& at) {
  const auto y = at.outputs(), target = at.target();
  const double usual = at.value(y, target);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const auto with = [&](double number) {
      auto other = y;
      other[i] = number;
      return at.value(other, target);
    };
    const bool matters = with(100) != usual || with(-100) != usual;
    at.trial.expect(!matters || std::isnan(with(std::nan(""))),
                    [&] { return "NaN in y[" + std::to_string(i) + "] does not show"; });
  }
}

void check_wrong_class(const LossCase& at) {
  if (at.targets != Targets::classes) return;
  for (const double wrong : {-1.0, 3.0, 0.5, 1e30, std::nan("")}) {
    if (!at.loss.mask().counts(wrong)) continue;
    const auto y = at.outputs();
    auto target = at.target();
    target[1] = wrong;
    std::vector<double> dy(y.size());
    const double value = at.value(y, target, &dy);
    at.trial.expect(std::isnan(value),
                    [&] { return "for class " + brief(wrong) + " of 3 the loss is " + brief(value); });
    at.trial.expect(std::isnan(dy[3]), [&] { return "for class " + brief(wrong) + " dy is no NaN"; });
    at.trial.expect(!std::isnan(dy[2]) && !std::isnan(dy[6]),
                    [&] { return "class " + brief(wrong) + " spoils dy of other rows"; });
  }
}

void check_bounds(const LossCase& at) {
  const auto single = make<Loss, float>(at.trial, at.variation);
  Buffer<float> y(rounded(at.outputs()), true), target(rounded(at.target()), true), dy(at.size(), 0, true);
  single->evaluate({y.data(), at.y_shape}, {target.data(), at.target_shape}, {dy.data(), at.y_shape});
  at.trial.expect(!dy.front_touched(), [] { return "something is written before dy"; });
}

void check_repeat(const LossCase& at) {
  const auto y = at.outputs(), target = at.target(), other = at.outputs("other");
  std::vector<double> first(y.size()), between(y.size()), again(y.size());
  const double value = at.value(y, target, &first);
  at.value(other, target, &between);
  at.trial.expect(at.value(y, target, &again) == value && again == first,
                  [] { return "the same call later gives other bits"; });
}

void check_hot_call(const LossCase& at) {
  const auto y = at.outputs(), target = at.target();
  std::vector<double> dy(y.size());
  HotCalls calls;
  calls.watch([&] { at.value(y, target, &dy); });
  calls.expect_clean(at.trial, "evaluate");
}

}  // namespace

/// Twenty roundings of float32 in a sum of twelve to sixty terms.
void check_precision(const LossCase& at) {
  const auto single = make<Loss, float>(at.trial, at.variation);
  const auto y = at.outputs(), target = at.target();
  const auto small = rounded(y), small_target = rounded(target);
  std::vector<double> dy(y.size());
  std::vector<float> dz(y.size());
  const double exact = at.value(y, target, &dy);
  const double found =
      single->evaluate({small.data(), at.y_shape}, {small_target.data(), at.target_shape}, {dz.data(), at.y_shape});
  at.trial.near(found, exact, 1e-6 * (1 + std::abs(exact)), [] { return "the value in float"; });
  for (std::size_t i = 0; i < dy.size(); ++i)
    at.trial.near(static_cast<double>(dz[i]), dy[i], 1e-6 * (1 + std::abs(dy[i])),
                  [&] { return "dy[" + std::to_string(i) + "] in float"; });
}

void loss::precision(Trial& trial) {
  for_losses(trial, check_precision);
  trial.tell("largest difference " + brief(trial.worst()));
}
void loss::large_outputs(Trial& trial) { for_losses(trial, check_large); }
void loss::not_a_number(Trial& trial) { for_losses(trial, check_nan); }
void loss::wrong_class(Trial& trial) { for_losses(trial, check_wrong_class); }
void loss::bounds(Trial& trial) { for_losses(trial, check_bounds); }
void loss::repeat(Trial& trial) { for_losses(trial, check_repeat); }
void loss::hot_call(Trial& trial) { for_losses(trial, check_hot_call); }

void loss::shapes(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto loss = make<Loss, double>(trial, variation);
    for (const auto& [y, target] : {std::pair<Shape, Shape>{{4, 3}, {4, 7}}, {{4, 3, 2}, {4}}}) {
      bool refused = false;
      try {
        loss->check(y, target);
      } catch (const Error&) {
        refused = true;
      }
      trial.expect(refused,
                   [&] { return "outputs " + to_string(y) + " with targets " + to_string(target) + " are accepted"; });
    }
  });
}

}  // namespace assay::check
