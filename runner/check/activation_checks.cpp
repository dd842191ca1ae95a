// The list of what an activation must do.
#include <array>

#include "check/activation_subject.hpp"
#include "check/checks.hpp"

namespace assay::check {
namespace {

constexpr std::array kChecks{
    Check{"slope", "the slope is the derivative of the formula", 1, activation::slope},
    Check{"parameters", "gradients of parameters are derivatives, and are added", 1, activation::parameters},
    Check{"not_a_number", "NaN stays NaN", 1, activation::not_a_number},
    Check{"edges", "numbers up to 1e4 give finite values and slopes where float32 has them, 1e30 those or NaN", 1,
          activation::edges},
    Check{"infinity", "infinity gives the limits of formula and slope, or NaN", 1, activation::infinity},
    Check{"precision", "float and double agree", 1, activation::precision},
    Check{"in_place", "the output may lie on the input", 2, activation::in_place},
    Check{"lengths", "every length from 0 to 67 at offsets 0 to 7 gives the same bits", 2, activation::lengths},
    Check{"saved", "backward reads only what the runner keeps", 2, activation::saved},
    Check{"bounds", "no memory is touched outside of the arrays", 2, activation::bounds},
    Check{"repeat", "the same numbers give the same bits, whatever came between", 2, activation::repeat},
    Check{"threads", "four threads at once give the same bits as one", 2, activation::threads},
    Check{"hot_call", "a training step allocates nothing and leaves the rounding mode", 2, activation::hot_call},
    Check{"speed", "time for an element", 3, activation::speed},
    Check{"training", "a small network learns two nested rings through it", 3, activation::training},
};

}  // namespace

std::span<const Check> activation_checks() { return kChecks; }

std::vector<double> points_of_activation(const Trial& trial) {
  std::vector<double> all;
  Random random = trial.random("points");
  for (int i = 0; i < 1000; ++i) all.push_back(-8 + 16 * (i + random.uniform()) / 1000);
  for (int i = 0; i < 1000; ++i) all.push_back(2 * random.normal());
  for (int i = 0; i < 500; ++i) all.push_back((i % 2 ? 1 : -1) * std::pow(10.0, -6 + 7.3 * i / 500));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace assay::check
