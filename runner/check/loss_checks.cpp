// The list of what a loss must do, and the examples that losses are tried on.
#include <array>
#include <cmath>

#include "check/checks.hpp"
#include "check/loss_subject.hpp"

namespace assay::check {
namespace {

constexpr std::array kChecks{
    Check{"gradient", "dy is the derivative of the value", 1, loss::gradient},
    Check{"batch_mean", "it is a mean over the batch", 1, loss::batch_mean},
    Check{"weight", "losses of parts, each by its weight, add up to the whole's", 1, loss::weight},
    Check{"minimum", "it is smallest where the output says what the target says", 1, loss::minimum},
    Check{"value", "it is the same with and without its gradient", 1, loss::value},
    Check{"sizes", "sizes of every remainder modulo 16 are right as well", 1, loss::sizes},
    Check{"precision", "float and double agree", 1, loss::precision},
    Check{"large_outputs", "outputs of 10,000 give finite numbers", 1, loss::large_outputs},
    Check{"not_a_number", "NaN shows wherever the output matters", 1, loss::not_a_number},
    Check{"wrong_class", "a target that is no class gives NaN and touches no other row", 1, loss::wrong_class},
    Check{"shapes", "shapes that do not fit are refused", 1, loss::shapes},
    Check{"repeat", "the same numbers give the same bits, whatever came between", 2, loss::repeat},
    Check{"bounds", "no memory is touched outside of the arrays", 2, loss::bounds},
    Check{"hot_call", "a training step allocates nothing and leaves the rounding mode", 2, loss::hot_call},
};

const std::array<LossShapes, 4> kExamples{LossShapes{{4, 3}, {4, 3}, false}, LossShapes{{4, 1}, {4, 1}, false},
                                          LossShapes{{4, 3}, {4}, true}, LossShapes{{4, 5, 3}, {4, 5}, true}};

void to_probabilities(std::vector<double>& numbers, std::int64_t row) {
  for (std::size_t i = 0; i < numbers.size(); i += static_cast<std::size_t>(row)) {
    double sum = 0;
    for (std::size_t k = i; k < i + static_cast<std::size_t>(row); ++k) sum += numbers[k] = std::exp(numbers[k]);
    for (std::size_t k = i; k < i + static_cast<std::size_t>(row); ++k) numbers[k] /= sum + (row == 1 ? 1 : 0);
  }
}

bool accepts(const Loss<double>& loss, const LossShapes& example) {
  try {
    loss.check(example.y, example.target);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::span<const Check> loss_checks() { return kChecks; }

std::vector<double> LossCase::target() const {
  Random random = trial.random("target");
  std::vector<double> all;
  for (std::int64_t i = 0; i < target_shape.size(); ++i) {
    const auto bit = static_cast<double>(random.below(2));
    if (targets == Targets::classes) all.push_back(static_cast<double>(i % 3));
    if (targets == Targets::bits) all.push_back(bit);
    if (targets == Targets::signs) all.push_back(2 * bit - 1);
    if (targets == Targets::probabilities) all.push_back(random.normal());
  }
  if (targets == Targets::probabilities) to_probabilities(all, target_shape.back());
  return all;
}

std::vector<double> LossCase::outputs(const std::string& which) const {
  auto y = trial.numbers<double>(y_shape.size(), which);
  if (wants_probabilities) to_probabilities(y, y_shape.back());
  return y;
}

double LossCase::value(const std::vector<double>& y, const std::vector<double>& target, std::vector<double>* dy) const {
  const std::int64_t batch = static_cast<std::int64_t>(y.size()) / y_shape.from(1).size();
  const Shape shape = y_shape.with_batch(batch);
  View<double> gradient;
  if (dy) gradient = {dy->data(), shape};
  return loss.evaluate({y.data(), shape}, {target.data(), target_shape.with_batch(batch)}, gradient);
}

namespace {

std::size_t for_examples(Trial& trial, const std::string& variation, std::span<const LossShapes> examples,
                         const std::function<void(const LossCase&)>& check) {
  const auto loss = make<Loss, double>(trial, variation);
  std::size_t taken = 0;
  for (const auto& example : examples) {
    if (!accepts(*loss, example)) continue;
    ++taken;
    for (const Targets targets : {Targets::classes, Targets::bits, Targets::signs, Targets::probabilities}) {
      if ((targets == Targets::classes) != example.classes) continue;
      LossCase at{trial, variation, *loss, example.y, example.target, targets, false};
      at.wants_probabilities = std::isnan(at.value(at.outputs(), at.target()));
      trial.look_at(variation + " on " + to_string(example.y) + " and " + to_string(example.target));
      check(at);
    }
  }
  trial.look_at(variation);
  return taken;
}

}  // namespace

void for_losses(Trial& trial, const std::function<void(const LossCase&)>& check) {
  for_variations(trial, [&](const std::string& variation) {
    trial.expect(for_examples(trial, variation, kExamples, check) > 0, [] {
      return "it accepts none of [N,3] and [N,3], [N,1] and [N,1], [N,3] and [N], [N,5,3] and [N,5]";
    });
  });
}

void for_loss_sizes(Trial& trial, const std::function<void(const LossCase&)>& check) {
  std::vector<LossShapes> examples;
  for (const std::int64_t n : kBatches)
    for (std::int64_t f = 1; f <= kMostFeatures; ++f) {
      examples.push_back({{n, f}, {n, f}, false});
      if (f < 3) continue;  // the classes of the targets
      examples.push_back({{n, f}, {n}, true});
      examples.push_back({{n, 3, f}, {n, 3}, true});
    }
  for_variations(trial, [&](const std::string& variation) { for_examples(trial, variation, examples, check); });
}

}  // namespace assay::check
