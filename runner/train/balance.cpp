#include "train/balance.hpp"

#include <algorithm>

namespace assay::train {

spec::Component balanced(spec::Component loss, const std::vector<double>& weights) {
  if (weights.empty()) return loss;
  const auto found = std::ranges::find(loss.arguments, "weights", &spec::Argument::name);
  if (found == loss.arguments.end())
    throw Failure(ExitCode::experiment, to_string(loss.place) + ": 'data.balance' gives classes weights, which loss '" +
                                            loss.name + "' has not; softmax_cross_entropy, focal and nll have");
  if (!std::get<std::vector<double>>(found->value).empty())
    throw Failure(ExitCode::experiment, to_string(found->place) +
                                            ": 'weights' stands beside 'data.balance', which "
                                            "finds them itself; leave one of them out");
  found->value = weights;
  return loss;
}

}  // namespace assay::train
