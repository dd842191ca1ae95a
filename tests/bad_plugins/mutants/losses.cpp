// Losses with one mistake each: the honest mean of (y - target)^2, except for what the name of the mistake says. The
// table in tests/contract/mutants_test.sh names the check that must find it.
#include <cmath>

#include <assay/loss.hpp>

namespace {

enum class Mistake {
  none,
  half_gradient,
  no_batch_mean,
  both_zero,  // value and gradient agree, and say nothing (tiny-dnn 871)
  target_with_wrong_sign,
  adds_to_dy,
  nan_counts_nothing,
  takes_every_shape,
  loss_wrong_at_3_modulo_4,  // in the last number of dy
  loss_short_at_3_modulo_4,  // leaves the last output out, in value and gradient
};

template <class T, Mistake mistake>
class Mutant : public assay::Loss<T> {
 public:
  explicit Mutant(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override {
    if (mistake != Mistake::takes_every_shape || target.rank() < y.rank()) assay::expect_same_shape(y, target);
  }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t n = y.size();
    const T share = mistake == Mistake::no_batch_mean ? T(1) : T(1) / static_cast<T>(n);
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      T e = mistake == Mistake::target_with_wrong_sign ? y[i] + target[i] : y[i] - target[i];
      if (mistake == Mistake::nan_counts_nothing && std::isnan(e)) e = T(0);
      if (mistake == Mistake::both_zero) e *= T(0);
      const bool last = n % 4 == 3 && i == n - 1;
      if (mistake == Mistake::loss_short_at_3_modulo_4 && last) e = T(0);
      sum += static_cast<double>(e * e * share);
      if (!dy) continue;
      if (mistake == Mistake::loss_wrong_at_3_modulo_4 && last) e = T(0);
      const T gradient = (mistake == Mistake::half_gradient ? T(1) : T(2)) * e * share;
      dy[i] = mistake == Mistake::adds_to_dy && !std::isnan(dy[i]) ? dy[i] + gradient : gradient;
    }
    return sum;
  }
};

constexpr auto kNone = assay::parameter_list();

template <Mistake mistake>
constexpr assay::Entry entry(const char* name) {
  assay::Entry entry = assay::describe(assay::Kind::loss, name, "mean of (y - target)^2, with a mistake", kNone);
  entry.loss = {assay::make_component<assay::Loss<float>, Mutant<float, mistake>, float>,
                assay::make_component<assay::Loss<double>, Mutant<double, mistake>, double>};
  return entry;
}

}  // namespace

#define MUTANT(name) entry<Mistake::name>(#name)
ASSAY_PLUGIN(entry<Mistake::none>("honest_loss"), MUTANT(half_gradient), MUTANT(no_batch_mean), MUTANT(both_zero),
             MUTANT(target_with_wrong_sign), MUTANT(adds_to_dy), MUTANT(nan_counts_nothing), MUTANT(takes_every_shape),
             MUTANT(loss_wrong_at_3_modulo_4), MUTANT(loss_short_at_3_modulo_4))
