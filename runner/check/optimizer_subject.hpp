#pragma once
/// Optimizers in all variations, on problems whose answer is known.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <assay/optimizer.hpp>

#include "check/hot_call.hpp"
#include "check/variations.hpp"

namespace assay::check {

/// Weights on their way, with the optimizer's state.
template <class T>
class Path {
 public:
  Path(const Optimizer<T>& optimizer, std::vector<T> start)
      : w(std::move(start)), slots(optimizer.slots().size(), std::vector<T>(w.size())), optimizer_(&optimizer) {}

  void step(const std::vector<T>& g, double scale = 1, double rate = 1) {
    std::vector<T*> pointers;
    for (auto& slot : slots) pointers.push_back(slot.data());
    const Step step{.count = ++count, .rate_factor = rate, .gradient_scale = scale};
    calls.watch([&] { optimizer_->step(step, w, g, pointers); });
  }

  std::vector<T> w;
  std::vector<std::vector<T>> slots;
  std::int64_t count = 0;
  HotCalls calls;

 private:
  const Optimizer<T>* optimizer_;
};

template <class Body>
void for_optimizers(Trial& trial, Body body) {
  for_variations(trial, [&](const std::string& variation) {
    const auto optimizer = make<Optimizer, double>(trial, variation);
    body(*optimizer, variation);
  });
}

// The checks, each in the file of its subject.
namespace optimizer {
void bowl(Trial&);
void rosenbrock(Trial&);
void alike(Trial&);
void step_count(Trial&);
void pieces(Trial&);
void restore(Trial&);
void gradient_scale(Trial&);
void rate(Trial&);
void precision(Trial&);
void not_a_number(Trial&);
void padding(Trial&);
void bounds(Trial&);
void hot_call(Trial&);
}  // namespace optimizer

}  // namespace assay::check
