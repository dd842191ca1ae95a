// The list of what a layer must do.
#include <array>

#include "check/checks.hpp"
#include "check/layer_subject.hpp"

namespace assay::check {
namespace {

constexpr std::array kChecks{
    Check{"plan", "planning twice gives the same; batch, names and operations are in order", 1, layer::plan},
    Check{"gradients", "gradients of input and parameters are derivatives in training", 1, layer::gradients},
    Check{"gradients_evaluating", "and outside of training", 1, layer::gradients_evaluating},
    Check{"first", "it learns the same where dx is not wanted", 1, layer::first},
    Check{"frozen", "it passes the same down where it does not learn", 1, layer::frozen},
    Check{"accumulates", "gradients are added to what was there", 1, layer::accumulates},
    Check{"samples", "a sample alone gives what it gives in a batch", 1, layer::samples},
    Check{"precision", "float and double agree", 1, layer::precision},
    Check{"not_a_number", "NaN shows wherever the number matters", 1, layer::not_a_number},
    Check{"sizes", "sizes of every remainder modulo 16 are right as well", 1, layer::sizes},
    Check{"large_batch", "float and double agree on 19 samples as well", 2, layer::large_batch},
    Check{"reads", "backward reads x and y where the plan says so, and only there", 2, layer::reads},
    Check{"in_place", "it works in place where the plan says so", 2, layer::in_place},
    Check{"repeat", "the same numbers give the same bits, whatever came between", 2, layer::repeat},
    Check{"modes", "outside of training nothing is drawn and no statistics move", 2, layer::modes},
    Check{"restore", "parameters and buffers are all there is to store", 2, layer::restore},
    Check{"bounds", "no memory is touched outside of the arrays", 2, layer::bounds},
    Check{"threads", "four threads at once give the same bits as one", 2, layer::threads},
    Check{"hot_call", "a training step allocates nothing and leaves the rounding mode", 2, layer::hot_call},
};

}  // namespace

std::span<const Check> layer_checks() { return kChecks; }

}  // namespace assay::check
