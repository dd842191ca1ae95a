// Layers with one mistake each: the honest y = x W^T + b on the last axis, except for what the name of the mistake
// says. The table in tests/contract/mutants_test.sh names the check that must find it.
#include <cmath>

#include <assay/layer.hpp>

namespace {

enum class Mistake {
  none,
  transposed_weight_gradient,
  bias_gradient_missing,
  ignores_dy,
  forgets_to_accumulate,
  adds_to_dx,
  last_step_dropped,    // in the weights' gradient of sequences
  first_layer_forgets,  // learns nothing where dx is not wanted
  frozen_forgets,       // passes nothing down where it does not learn
  input_unread_it_says,
  state_across_batches,
  couples_samples,  // outside of training, too
  draws_outside_training,
  statistics_not_stored,
  padding_off_by_one,  // in dx: shifted by one feature
  plan_of_first_shape,
  writes_before_dx,
  layer_wrong_at_3_modulo_4,   // in the last number of dx
  layer_short_at_3_modulo_4,   // forgets its last output, forth and back
  layer_coarse_at_3_modulo_4,  // in float alone
};

template <class T, Mistake mistake>
class Mutant : public assay::Layer<T> {
 public:
  explicit Mutant(const assay::Arguments<T>& a) : units_(a.integer("units")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (mistake != Mistake::plan_of_first_shape || features_ == 0) batch_ = input[0];
    features_ = input.back();
    assay::Shape output = input.from(1);
    assay::Shape whole{mistake == Mistake::plan_of_first_shape ? batch_ : input[0]};
    for (int axis = 0; axis + 1 < output.rank(); ++axis) whole.append(output[axis]);
    whole.append(units_);
    assay::Plan plan{.output = whole};
    plan.parameters.push_back({"weight", {units_, features_}, assay::Initial::uniform(0.3)});
    plan.parameters.push_back({"bias", {units_}, assay::Initial::constant(0)});
    plan.reads_input = mistake != Mistake::input_unread_it_says;
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t rows = x.size() / features_;
    T mean = 0;
    for (std::int64_t i = 0; i < x.size(); ++i) mean += x[i] / static_cast<T>(x.size());
    for (std::int64_t r = 0; r < rows; ++r)
      for (std::int64_t u = 0; u < units_; ++u) {
        T sum = pass.parameters[1][u];
        for (std::int64_t f = 0; f < features_; ++f)
          sum += pass.parameters[0][u * features_ + f] * x[r * features_ + f];
        if (mistake == Mistake::state_across_batches) sum += T(0.01) * kept_;
        if (mistake == Mistake::couples_samples) sum += mean;
        if (mistake == Mistake::draws_outside_training && !pass.training)
          sum *= T(1) + T(0.01) * static_cast<T>(++calls_ % 7);
        if (mistake == Mistake::statistics_not_stored && !pass.training) sum += T(0.01) * kept_;
        y[r * units_ + u] = sum;
      }
    const bool odd = y.size() % 4 == 3;
    if (mistake == Mistake::layer_short_at_3_modulo_4 && odd) y[y.size() - 1] = T(0);
    if (mistake == Mistake::layer_coarse_at_3_modulo_4 && odd && sizeof(T) == 4) y[y.size() - 1] *= T(1.01);
    if (mistake == Mistake::state_across_batches) kept_ = y[0];
    if (mistake == Mistake::statistics_not_stored && pass.training) kept_ = T(0.9) * kept_ + T(0.1) * mean;
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    if (mistake == Mistake::first_layer_forgets && !dx) return;
    if (mistake == Mistake::frozen_forgets && dparameters.empty()) {
      for (std::int64_t i = 0; i < dx.size(); ++i) dx[i] = T(0);
      return;
    }
    if (!dparameters.empty()) learn(x, dy, dparameters);
    if (dx) pass_down(pass, x, dy, dx);
  }

 private:
  void learn(assay::ConstView<T> x, assay::ConstView<T> dy, std::span<const assay::View<T>> dp) const {
    const std::int64_t rows = x.size() / features_, steps = x.shape.rank() == 3 ? x.shape[1] : 1;
    if (mistake == Mistake::forgets_to_accumulate)
      for (auto& gradient : dp) std::fill_n(gradient.data, gradient.size(), T(0));
    for (std::int64_t r = 0; r < rows; ++r) {
      if (mistake == Mistake::last_step_dropped && steps > 1 && r % steps == steps - 1) continue;
      for (std::int64_t u = 0; u < units_; ++u) {
        const bool forgotten = mistake == Mistake::layer_short_at_3_modulo_4 && dy.size() % 4 == 3;
        if (forgotten && r * units_ + u == dy.size() - 1) continue;
        const T up = dy[r * units_ + u];
        if (mistake != Mistake::bias_gradient_missing) dp[1][u] += up;
        for (std::int64_t f = 0; f < features_; ++f)
          dp[0][mistake == Mistake::transposed_weight_gradient ? f * units_ + u : u * features_ + f] +=
              up * x[r * features_ + f];
      }
    }
  }

  void pass_down(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T> dy, assay::View<T> dx) const {
    const std::int64_t rows = x.size() / features_;
    const std::int64_t shift = mistake == Mistake::padding_off_by_one ? 1 : 0;
    for (std::int64_t r = 0; r < rows; ++r)
      for (std::int64_t f = 0; f < features_; ++f) {
        T sum = mistake == Mistake::adds_to_dx ? dx[r * features_ + f] : T(0);
        for (std::int64_t u = 0; u < units_; ++u)
          sum += (mistake == Mistake::ignores_dy ? T(1) : dy[r * units_ + u]) *
                 pass.parameters[0][u * features_ + (f + shift) % features_];
        dx[r * features_ + f] = sum;
      }
    if (mistake == Mistake::layer_wrong_at_3_modulo_4 && dx.size() % 4 == 3) dx[dx.size() - 1] = T(0);
    if (mistake == Mistake::layer_short_at_3_modulo_4 && dy.size() % 4 == 3)
      for (std::int64_t f = 0; f < features_; ++f)
        dx[dx.size() - features_ + f] -= dy[dy.size() - 1] * pass.parameters[0][(units_ - 1) * features_ + f];
    if (mistake == Mistake::writes_before_dx) const_cast<volatile T*>(dx.data)[-1] = T(0);
  }

  std::int64_t units_, features_ = 0, batch_ = 0;
  int calls_ = 0;
  T kept_ = 0;
};

constexpr auto kUnits = assay::parameter_list(assay::integer("units", 4, "outputs", assay::at_least(1)));

template <Mistake mistake>
constexpr assay::Entry entry(const char* name) {
  assay::Entry entry = assay::describe(assay::Kind::layer, name, "y = x W^T + b, with a mistake", kUnits);
  entry.layer = {assay::make_component<assay::Layer<float>, Mutant<float, mistake>, float>,
                 assay::make_component<assay::Layer<double>, Mutant<double, mistake>, double>};
  return entry;
}

}  // namespace

#define MUTANT(name) entry<Mistake::name>(#name)
ASSAY_PLUGIN(entry<Mistake::none>("honest_layer"), MUTANT(transposed_weight_gradient), MUTANT(bias_gradient_missing),
             MUTANT(ignores_dy), MUTANT(forgets_to_accumulate), MUTANT(adds_to_dx), MUTANT(last_step_dropped),
             MUTANT(first_layer_forgets), MUTANT(frozen_forgets), MUTANT(input_unread_it_says),
             MUTANT(state_across_batches), MUTANT(couples_samples), MUTANT(draws_outside_training),
             MUTANT(statistics_not_stored), MUTANT(padding_off_by_one), MUTANT(plan_of_first_shape),
             MUTANT(writes_before_dx), MUTANT(layer_wrong_at_3_modulo_4), MUTANT(layer_short_at_3_modulo_4),
             MUTANT(layer_coarse_at_3_modulo_4))
