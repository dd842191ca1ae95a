// The list of what an optimizer must do.
#include <array>

#include "check/checks.hpp"
#include "check/optimizer_subject.hpp"

namespace assay::check {
namespace {

constexpr std::array kChecks{
    Check{"bowl", "it descends a quadratic", 1, optimizer::bowl},
    Check{"rosenbrock", "it descends Rosenbrock's valley", 1, optimizer::rosenbrock},
    Check{"alike", "every weight is treated alike, wherever it lies", 1, optimizer::alike},
    Check{"step_count", "a step counts once, not once a tensor, and for each network apart", 1, optimizer::step_count},
    Check{"pieces", "a vector moved piece by piece goes where it goes as a whole", 1, optimizer::pieces},
    Check{"restore", "it goes on from its stored state bit by bit", 1, optimizer::restore},
    Check{"gradient_scale", "half the scale is half the gradient", 1, optimizer::gradient_scale},
    Check{"rate", "it moves in proportion to the rate, and not at all at rate 0", 1, optimizer::rate},
    Check{"precision", "float and double agree", 1, optimizer::precision},
    Check{"not_a_number", "NaN in a gradient shows in its weight alone", 1, optimizer::not_a_number},
    Check{"padding", "weights of 0 with gradients of 0 stay 0", 2, optimizer::padding},
    Check{"bounds", "no memory is touched outside of the arrays", 2, optimizer::bounds},
    Check{"hot_call", "a step allocates nothing and leaves the rounding mode", 2, optimizer::hot_call},
};

}  // namespace

std::span<const Check> optimizer_checks() { return kChecks; }

}  // namespace assay::check
