// Activations with one mistake each. Every one is the honest x sigmoid(x) except for what its comment says; the table
// in tests/contract/mutants_test.sh names the check that must find it.
#include <xmmintrin.h>

#include <cmath>
#include <limits>
#include <vector>

#include <assay/activation.hpp>

namespace {

/// x sigmoid(beta x) without a mistake, a number at a time. Mutants override what they do wrong.
template <class T>
class Honest : public assay::Activation<T> {
 public:
  explicit Honest(const assay::Arguments<T>& a) : beta_(static_cast<T>(a.real("beta"))) {}

  std::span<const T> parameters() const override { return {&beta_, 1}; }
  std::span<const bool> trainable() const override { return {&trainable_, 1}; }
  assay::SlopeFrom slope_from() const override { return assay::SlopeFrom::input; }
  std::span<const assay::ParameterSpec> declared() const override { return {}; }
  std::span<const bool> per_channel() const override { return {}; }
  double gain() const override { return 1; }
  void forward_columns(std::span<const T>, std::size_t, std::span<const T>, std::span<T>) const override {}
  void backward_columns(std::span<const T>, std::size_t, std::span<const T>, std::span<const T>, std::span<const T>,
                        std::span<T>) const override {}
  void backward_parameters_columns(std::span<const T>, std::size_t, std::span<const T>, std::span<const T>,
                                   std::span<T>) const override {}

  void forward(std::span<const T> p, std::span<const T> x, std::span<T> y) const override {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = value(x[i], p[0]);
  }
  void backward(std::span<const T> p, std::span<const T> x, std::span<const T>, std::span<const T> dy,
                std::span<T> dx) const override {
    for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = dy[i] * slope(x[i], p[0]);
  }
  void backward_parameters(std::span<const T> p, std::span<const T> x, std::span<const T> dy,
                           std::span<T> dp) const override {
    for (std::size_t i = 0; !dp.empty() && i < x.size(); ++i) dp[0] += dy[i] * beta_slope(x[i], p[0]);
  }

 protected:
  static T sigmoid(T x) { return T(1) / (T(1) + assay::exp(-x)); }
  static T beta_slope(T x, T beta) {
    const T s = sigmoid(beta * x);
    return x * x * s * (T(1) - s);
  }
  virtual T value(T x, T beta) const { return x * sigmoid(beta * x); }
  virtual T slope(T x, T beta) const {
    const T s = sigmoid(beta * x);
    const T bend = s * (T(1) - s);
    return s + (bend == T(0) ? T(0) : beta * x * bend);
  }

 private:
  T beta_;
  bool trainable_ = false;
};

#define MUTANT(Name)              \
  template <class T>              \
  struct Name final : Honest<T> { \
    using Honest<T>::Honest;
#define FORWARD void forward(std::span<const T> p, std::span<const T> x, std::span<T> y) const override
#define BACKWARD                                                                                   \
  void backward(std::span<const T> p, std::span<const T> x, [[maybe_unused]] std::span<const T> y, \
                std::span<const T> dy, std::span<T> dx) const override

MUTANT(WrongSign)
T slope(T x, T b) const override { return -Honest<T>::slope(x, b); }
};

MUTANT(MissingTerm)  // the inner derivative is forgotten
T slope(T x, T b) const override { return this->sigmoid(b * x); }
}
;

MUTANT(ZeroSlope)
T slope(T, T) const override { return T(0); }
}
;

MUTANT(WrongBelowZero)
T slope(T x, T b) const override { return Honest<T>::slope(x, b) * (x < T(0) ? T(1.001) : T(1)); }
}
;

MUTANT(KinkOutside)  // a rectifier whose slope at 0 is neither 0 nor 1, nor between
T value(T x, T) const override { return x < T(0) ? T(0) : x; }
T slope(T x, T) const override { return x > T(0) ? T(1) : x < T(0) ? T(0) : T(2); }
}
;

MUTANT(Constant)
T value(T x, T) const override { return std::isnan(x) ? x : T(3); }
T slope(T, T) const override { return T(0); }
}
;

MUTANT(StaleValue)  // backward takes the numbers that forward saw last
FORWARD {
  seen_.assign(x.begin(), x.end());
  Honest<T>::forward(p, x, y);
}
BACKWARD {
  for (std::size_t i = 0; i < dx.size(); ++i)
    dx[i] = dy[i] * Honest<T>::slope(i < seen_.size() ? seen_[i] : x[i], p[0]);
}
mutable std::vector<T> seen_;
}
;

MUTANT(WrongAtLength17)
FORWARD {
  Honest<T>::forward(p, x, y);
  if (x.size() == 17) y[16] += T(1e-3);
}
}
;

MUTANT(SwallowsNan)
T value(T x, T b) const override { return x > T(-1e30) ? Honest<T>::value(x, b) : T(0); }
}
;

MUTANT(Overflows)  // ln(1 + e^x) as it stands
T value(T x, T) const override { return assay::log(T(1) + assay::exp(x)); }
T slope(T x, T) const override { return this->sigmoid(x); }
}
;

MUTANT(WrongAtInfinity)
T value(T x, T b) const override { return std::isinf(x) ? T(0) : Honest<T>::value(x, b); }
}
;

MUTANT(WrongSlopeAtInfinity)
T slope(T x, T b) const override { return std::isinf(x) ? T(0.5) : Honest<T>::slope(x, b); }
}
;

MUTANT(NoSlopeAtInfinity)  // a leaky rectifier by dual numbers whose constants count
T value(T x, T b) const override { return x > T(0) ? x : T(0.1) * b * x; }
T slope(T x, T b) const override { return x > T(0) ? T(1) : T(0.1) * b + T(0) * x; }
}
;

MUTANT(WrongGradientAtSize3Modulo4)  // of the parameter alone
void backward_parameters(std::span<const T> p, std::span<const T> x, std::span<const T> dy,
                         std::span<T> dp) const override {
  const std::size_t n = x.size() % 4 == 3 ? x.size() - 1 : x.size();
  Honest<T>::backward_parameters(p, x.first(n), dy.first(n), dp);
}
}
;

MUTANT(WrongAtSize3Modulo4)
BACKWARD {
  Honest<T>::backward(p, x, y, dy, dx);
  if (dx.size() % 4 == 3) dx.back() = T(0);
}
}
;

MUTANT(CoarseFloat)  // a constant with too few digits, in float only
T value(T x, T b) const override { return Honest<T>::value(x, b) * (sizeof(T) == 4 ? T(1.0001) : T(1)); }
}
;

MUTANT(ZeroesFirst)  // spoils dy where dx lies on it
BACKWARD {
  for (auto& d : dx) d = T(0);
  for (std::size_t i = 0; i < dx.size(); ++i) dx[i] += dy[i] * Honest<T>::slope(x[i], p[0]);
}
}
;

MUTANT(NeedsTheOutput)  // but says that the input is enough
BACKWARD {
  for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = i < y.size() ? dy[i] * Honest<T>::slope(x[i], p[0]) : T(0);
}
}
;

MUTANT(PastTheEnd)
FORWARD {
  Honest<T>::forward(p, x, y);
  if (x.size() % 8 == 5) const_cast<volatile T*>(y.data())[x.size()] = T(0);
}
}
;

MUTANT(ReadsPastTheEnd)  // as a loop over whole vectors does; what it reads it does not use
FORWARD {
  Honest<T>::forward(p, x, y);
  for (std::size_t i = 0; i < (x.size() + 7) / 8 * 8; ++i)
    static_cast<void>(const_cast<const volatile T*>(x.data())[i]);
}
}
;

MUTANT(SharedScratch)  // one for all threads
FORWARD {
  static T scratch[4096];
  const std::size_t n = std::min<std::size_t>(x.size(), 4096);
  for (std::size_t i = 0; i < n; ++i) const_cast<volatile T*>(scratch)[i] = x[i];
  for (std::size_t i = 0; i < x.size(); ++i)
    y[i] = Honest<T>::value(i < n ? const_cast<volatile T*>(scratch)[i] : x[i], p[0]);
}
}
;

MUTANT(Allocates)
FORWARD {
  const std::vector<T> copy(x.begin(), x.end());
  Honest<T>::forward(p, copy, y);
}
}
;

MUTANT(FlushesDenormals)  // from the first call on
FORWARD {
  _mm_setcsr(_mm_getcsr() | 0x8040U);
  Honest<T>::forward(p, x, y);
}
}
;

MUTANT(ParameterSetNotAdded)
void backward_parameters(std::span<const T> p, std::span<const T> x, std::span<const T> dy,
                         std::span<T> dp) const override {
  if (!dp.empty()) dp[0] = T(0);
  Honest<T>::backward_parameters(p, x, dy, dp);
}
}
;

MUTANT(Hangs)
BACKWARD {
  Honest<T>::backward(p, x, y, dy, dx);
  for (volatile bool wait = x.size() == 23; wait;) continue;
}
}
;

constexpr auto kBeta = assay::parameter_list(assay::real("beta", 1.0, "steepness"));
constexpr auto kOutOfRange = assay::parameter_list(assay::real("beta", 1.0, "steepness", assay::between(2, 3)));
constexpr auto kUnexplained = assay::parameter_list(assay::real("beta", 1.0, ""));

template <template <class> class A>
constexpr assay::Entry entry(const char* name, const std::array<assay::ParameterSpec, 1>& parameters = kBeta) {
  assay::Entry entry =
      assay::describe(assay::Kind::activation, name, "f(x) = x sigmoid(beta x), with a mistake", parameters);
  entry.activation = {assay::make_component<assay::Activation<float>, A<float>, float>,
                      assay::make_component<assay::Activation<double>, A<double>, double>};
  return entry;
}

}  // namespace

ASSAY_PLUGIN(entry<Honest>("honest"), entry<WrongSign>("wrong_sign"), entry<MissingTerm>("missing_term"),
             entry<ZeroSlope>("zero_slope"), entry<WrongBelowZero>("wrong_below_zero"),
             entry<KinkOutside>("kink_outside"), entry<Constant>("constant"), entry<StaleValue>("stale_value"),
             entry<WrongAtLength17>("wrong_at_length_17"), entry<SwallowsNan>("swallows_nan"),
             entry<Overflows>("overflows"), entry<WrongAtInfinity>("wrong_at_infinity"),
             entry<WrongSlopeAtInfinity>("wrong_slope_at_infinity"), entry<NoSlopeAtInfinity>("no_slope_at_infinity"),
             entry<WrongGradientAtSize3Modulo4>("parameters_wrong_at_3_modulo_4"),
             entry<WrongAtSize3Modulo4>("activation_wrong_at_3_modulo_4"), entry<CoarseFloat>("coarse_float"),
             entry<ZeroesFirst>("zeroes_first"), entry<NeedsTheOutput>("needs_the_output"),
             entry<PastTheEnd>("past_the_end"), entry<ReadsPastTheEnd>("reads_past_the_end"),
             entry<SharedScratch>("shared_scratch"), entry<Allocates>("allocates"),
             entry<FlushesDenormals>("flushes_denormals"), entry<ParameterSetNotAdded>("parameter_set_not_added"),
             entry<Hangs>("hangs"), entry<Honest>("default_out_of_range", kOutOfRange),
             entry<Honest>("unexplained_parameter", kUnexplained))
