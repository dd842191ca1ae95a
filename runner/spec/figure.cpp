#include "spec/figure.hpp"

#include <algorithm>
#include <array>

namespace assay::spec {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Range kShare{0, 1}, kSize{0, kInfinity}, kUnbounded{};

struct Figure {
  std::string_view name;
  bool larger_is_better;
  Range range;
};

// mmd is left out of the sizes: its unbiased estimate may be negative, and so may a difference of two means.
constexpr std::array kFigures{Figure{"accuracy", true, kShare},
                              Figure{"error_rate", false, kShare},
                              Figure{"top_k", true, kShare},
                              Figure{"precision", true, kShare},
                              Figure{"recall", true, kShare},
                              Figure{"f1", true, kShare},
                              Figure{"precision_micro", true, kShare},
                              Figure{"recall_micro", true, kShare},
                              Figure{"f1_micro", true, kShare},
                              Figure{"auc", true, kShare},
                              Figure{"calibration_error", false, kShare},
                              Figure{"r2", true, {-kInfinity, 1}},
                              Figure{"mse", false, kSize},
                              Figure{"rmse", false, kSize},
                              Figure{"mae", false, kSize},
                              Figure{"perplexity", false, {1, kInfinity}},
                              Figure{"bits_per_character", false, kSize},
                              Figure{"gradient_norm", false, kSize},
                              Figure{"rate", false, kSize},
                              Figure{"modes", true, kSize},
                              Figure{"modes_any", true, kSize},
                              Figure{"high_quality", true, kShare},
                              Figure{"variance_ratio", true, kSize},
                              Figure{"reverse_kl", false, kSize},
                              Figure{"sliced_wasserstein", false, kSize},
                              Figure{"energy_distance", false, kUnbounded},
                              Figure{"mmd", false, kUnbounded},
                              Figure{"parameters", false, kSize},
                              Figure{"operations", false, kSize},
                              Figure{"memory", false, kSize},
                              Figure{"epochs", false, kSize},
                              Figure{"seconds", false, kSize}};

/// nll and kl_divergence are not among them: of outputs that are no probabilities they are negative.
constexpr std::array<std::string_view, 10> kNonnegativeLosses{"softmax_cross_entropy",
                                                              "sigmoid_cross_entropy",
                                                              "focal",
                                                              "mse",
                                                              "mae",
                                                              "half_squared_error",
                                                              "huber",
                                                              "smooth_l1",
                                                              "log_cosh",
                                                              "hinge"};

/// "accuracy" of "best.validation.accuracy" and of the column "validation_accuracy".
std::string_view bare(std::string_view figure) {
  figure.remove_prefix(figure.rfind('.') + 1);  // npos + 1 is 0
  for (const std::string_view part : {"train_", "validation_", "test_"})
    if (figure.starts_with(part)) return figure.substr(part.size());
  return figure;
}

const Figure* find(std::string_view figure) {
  const std::string_view name = bare(figure);
  const std::string_view declared = name.starts_with("top_") ? "top_k" : name;
  const auto* found = std::ranges::find(kFigures, declared, &Figure::name);
  return found == kFigures.end() ? nullptr : found;
}

}  // namespace

bool is_declared(std::string_view figure) { return find(figure) != nullptr; }

bool larger_is_better(std::string_view figure) {
  const Figure* found = find(figure);
  return found && found->larger_is_better;
}

Range range_of(std::string_view figure) {
  const Figure* found = find(figure);
  return found ? found->range : kUnbounded;
}

Range range_of_loss(std::string_view loss_function) {
  return std::ranges::find(kNonnegativeLosses, loss_function) == kNonnegativeLosses.end() ? kUnbounded : kSize;
}

bool is_loss(std::string_view figure) { return bare(figure) == "loss"; }

}  // namespace assay::spec
