// Optimizers with one mistake each: the honest Adam, except for what the name of the mistake says. The table in
// tests/contract/mutants_test.sh names the check that must find it.
#include <array>
#include <cmath>

#include <assay/math.hpp>
#include <assay/optimizer.hpp>

namespace {

enum class Mistake {
  none,
  climbs,
  steps_per_tensor,  // counts its own calls
  keeps_state_itself,
  ignores_gradient_scale,
  ignores_rate_factor,
  last_weight_twice,
  moves_padding,
  optimizer_wrong_at_3_modulo_4,
  optimizer_coarse_at_3_modulo_4,  // in float alone
};

template <class T, Mistake mistake>
class Mutant : public assay::Optimizer<T> {
 public:
  explicit Mutant(const assay::Arguments<T>& a) : lr_(a.real("lr")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_avg_sq"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const auto t = static_cast<double>(mistake == Mistake::steps_per_tensor ? ++calls_ : step.count);
    const double factor = mistake == Mistake::ignores_rate_factor ? 1 : step.rate_factor;
    const T size = static_cast<T>(lr_ * factor / (1 - std::pow(0.9, t)));
    const T root = static_cast<T>(1 / std::sqrt(1 - std::pow(0.999, t)));
    const T scale = mistake == Mistake::ignores_gradient_scale ? T(1) : static_cast<T>(step.gradient_scale);
    const auto last = static_cast<T>(mistake == Mistake::keeps_state_itself ? 0.5 * memory_ : 0.0);
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T gi = scale * g[i] + last;
      slots[0][i] = T(0.9) * slots[0][i] + T(0.1) * gi;
      slots[1][i] = T(0.999) * slots[1][i] + T(0.001) * gi * gi;
      const T move = size * slots[0][i] / (assay::sqrt(slots[1][i]) * root + T(1e-8));
      w[i] += mistake == Mistake::climbs ? move : -move;
      if (mistake == Mistake::last_weight_twice && i == 16) w[i] -= move;
      if (w.size() % 4 == 3 && i == w.size() - 1 &&
          (mistake == Mistake::optimizer_wrong_at_3_modulo_4 ||
           (mistake == Mistake::optimizer_coarse_at_3_modulo_4 && sizeof(T) == 4)))
        w[i] += T(0.01) * move;
      if (mistake == Mistake::moves_padding && g[i] == T(0)) w[i] -= static_cast<T>(lr_ * factor * 1e-3);
    }
    if (mistake == Mistake::keeps_state_itself) memory_ = static_cast<double>(g[0]);
  }

 private:
  double lr_;
  mutable std::int64_t calls_ = 0;
  mutable double memory_ = 0;
};

constexpr auto kRate = assay::parameter_list(assay::real("lr", 0.001, "learning rate", assay::positive));

template <Mistake mistake>
constexpr assay::Entry entry(const char* name) {
  assay::Entry entry = assay::describe(assay::Kind::optimizer, name, "Adam, with a mistake", kRate);
  entry.optimizer = {assay::make_component<assay::Optimizer<float>, Mutant<float, mistake>, float>,
                     assay::make_component<assay::Optimizer<double>, Mutant<double, mistake>, double>};
  return entry;
}

}  // namespace

#define MUTANT(name) entry<Mistake::name>(#name)
ASSAY_PLUGIN(entry<Mistake::none>("honest_optimizer"), MUTANT(climbs), MUTANT(steps_per_tensor),
             MUTANT(keeps_state_itself), MUTANT(ignores_gradient_scale), MUTANT(ignores_rate_factor),
             MUTANT(last_weight_twice), MUTANT(moves_padding), MUTANT(optimizer_wrong_at_3_modulo_4),
             MUTANT(optimizer_coarse_at_3_modulo_4))
