// How long an activation takes for an element, beside those that everybody knows.
#include <algorithm>
#include <array>
#include <chrono>

#include "check/activation_subject.hpp"
#include "check/variations.hpp"

namespace assay::check {
namespace {

struct Nanoseconds {
  double forward, backward;
};

template <class Call>
double fastest(std::size_t elements, Call call) {
  using Clock = std::chrono::steady_clock;
  const std::size_t repeats = std::max<std::size_t>(1, (1U << 18) / elements);
  double best = 1e30;
  for (int block = 0; block < 6; ++block) {  // the fastest block is the least disturbed one
    const auto start = Clock::now();
    for (std::size_t i = 0; i < repeats; ++i) call();
    const std::chrono::duration<double, std::nano> took = Clock::now() - start;
    best = std::min(best, took.count() / static_cast<double>(repeats * elements));
  }
  return best;
}

Nanoseconds measure(const Trial& trial, const Activation<float>& f, std::size_t elements) {
  const auto x = trial.numbers<float>(static_cast<std::int64_t>(elements), "x");
  std::vector<float> y(elements), dx(elements);
  return {fastest(elements, [&] { f.forward(x, y); }), fastest(elements, [&] { f.backward(x, y, x, dx); })};
}

std::string rounded(double nanoseconds) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", nanoseconds);
  return text.data();
}

}  // namespace

/// Never fails: a busy machine is slow as well. It says where a loop is probably not vector code.
void activation::speed(Trial& trial) {
  const auto f = make<Activation, float>(trial, trial.plugin().name);
  std::string text = "ns an element at 2^10, 2^16, 2^22:";
  double middle = 0;
  for (const std::size_t elements : {1U << 10U, 1U << 16U, 1U << 22U}) {
    const auto took = measure(trial, *f, elements);
    if (elements == 1U << 16U) middle = took.forward;
    text += ' ' + rounded(took.forward) + " (slope " + rounded(took.backward) + ")";
  }
  double tanh = 0;
  std::string beside;
  for (const char* name : {"relu", "tanh", "swish"}) {
    if (!trial.registry().find("activation", name)) continue;
    const auto other = trial.registry().make<Activation, float>(component(name, "activation", trial.registry()));
    const auto took = measure(trial, *other, 1U << 16U);
    if (name == std::string("tanh")) tanh = took.forward;
    beside += (beside.empty() ? "; at 2^16 " : ", ") + std::string(name) + ' ' + rounded(took.forward);
  }
  text += beside;
  if (tanh > 0 && middle > 8 * tanh)
    text += "; much slower than tanh: is the loop vector code? write T(0.5) for 0.5, and assay::exp for std::exp";
  trial.tell(text);
}

}  // namespace assay::check
