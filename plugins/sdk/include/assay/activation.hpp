#pragma once
/// An activation is one formula, applied to every element. The author writes the formula for one number; the loops and,
/// unless the author gives it, the slope are made here.
///
///   struct Swish {
///     template <class T> T operator()(T x, T beta) const { return x * assay::sigmoid(beta * x); }
///   };
///   ASSAY_ACTIVATION(Swish, "swish", "f(x) = x sigmoid(beta x)", assay::trainable("beta", 1.0, "steepness"))
///
/// The formula's further arguments are its parameters, in the order declared. The slope comes from dual numbers; a
/// formula may instead have `slope(x, parameters...)`, or `slope_from_output(y, parameters...)` where the slope is
/// better or faster computed from the output (tanh, sigmoid). Write constants as T(0.5): a bare 0.5 is a double and
/// slows the float loop down. Nonlinearities that mix elements (softmax) are layers.
///
/// A formula may recommend with what gain the weights before it should start (initialisers xavier and kaiming):
/// `static double gain(parameters...)`, the factor on 1/sqrt(inputs) with which signals keep their size.

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include <assay/ivdep.hpp>
#include <assay/math.hpp>
#include <assay/plugin.hpp>

namespace assay {

/// What the slope is computed from; the runner keeps only that.
enum class SlopeFrom : std::int32_t { input, output };

template <class T>
class Activation {
 public:
  virtual ~Activation() = default;

  /// As the plugin declares them; lives as long as the library.
  virtual std::span<const ParameterSpec> declared() const = 0;
  /// The formula's parameters as the experiment gave them, in declared order: initial values where trainable.
  virtual std::span<const T> parameters() const = 0;
  /// Which of the parameters the experiment wants learned; as long as parameters().
  virtual std::span<const bool> trainable() const = 0;
  /// Which of those are learned for each channel on its own; as long as parameters().
  virtual std::span<const bool> per_channel() const = 0;
  virtual SlopeFrom slope_from() const = 0;
  /// The gain recommended for the weights before it; 1 where the author recommends none.
  virtual double gain() const = 0;

  /// [step: no allocation, no throw] y = f(x; parameters). y may lie on x.
  virtual void forward(std::span<const T> parameters, std::span<const T> x, std::span<T> y) const = 0;

  /// [step: no allocation, no throw] dx = dy f'(x); dx may lie on dy. Reads only x or only y, as slope_from() says; the
  /// other may be empty.
  virtual void backward(std::span<const T> parameters, std::span<const T> x, std::span<const T> y,
                        std::span<const T> dy, std::span<T> dx) const = 0;

  /// [step: no allocation, no throw] Adds the gradient of each parameter to dparameters. Always reads x.
  virtual void backward_parameters(std::span<const T> parameters, std::span<const T> x, std::span<const T> dy,
                                   std::span<T> dparameters) const = 0;

  // The same three where each column of x [rows,columns] has parameters of its own: parameters [count,columns].
  virtual void forward_columns(std::span<const T> parameters, std::size_t columns, std::span<const T> x,
                               std::span<T> y) const = 0;
  virtual void backward_columns(std::span<const T> parameters, std::size_t columns, std::span<const T> x,
                                std::span<const T> y, std::span<const T> dy, std::span<T> dx) const = 0;
  virtual void backward_parameters_columns(std::span<const T> parameters, std::size_t columns, std::span<const T> x,
                                           std::span<const T> dy, std::span<T> dparameters) const = 0;

  // With the parameters as the experiment gave them:
  void forward(std::span<const T> x, std::span<T> y) const { forward(parameters(), x, y); }
  void backward(std::span<const T> x, std::span<const T> y, std::span<const T> dy, std::span<T> dx) const {
    backward(parameters(), x, y, dy, dx);
  }
};

/// Makes an Activation of a formula F with N parameters.
template <class T, class F, std::size_t N>
class FormulaActivation final : public Activation<T> {
 public:
  /// `specs` must live as long as the activation.
  FormulaActivation(const Arguments<T>& arguments, const std::array<ParameterSpec, N>& specs)
      : declared_(specs.begin(), specs.end()) {
    for (std::size_t i = 0; i < N; ++i) {
      values_[i] = static_cast<T>(arguments.real(specs[i].name));
      trainable_[i] = arguments.is_trainable(specs[i].name);
      per_channel_[i] = arguments.is_per_channel(specs[i].name);
    }
  }

  std::span<const ParameterSpec> declared() const override { return declared_; }
  std::span<const bool> per_channel() const override { return {per_channel_.data(), N}; }

  double gain() const override {
    return [this]<std::size_t... I>(std::index_sequence<I...>) {
      if constexpr (requires { F::gain(double(values_[I])...); })
        return F::gain(static_cast<double>(values_[I])...);
      else
        return 1.0;
    }
    (std::make_index_sequence<N>{});
  }

  std::span<const T> parameters() const override { return {values_.data(), N}; }
  std::span<const bool> trainable() const override { return {trainable_.data(), N}; }
  SlopeFrom slope_from() const override { return kHasSlopeFromOutput ? SlopeFrom::output : SlopeFrom::input; }

  void forward(std::span<const T> parameters, std::span<const T> x, std::span<T> y) const override {
    with(parameters, [&](auto... p) {
      const T* in = x.data();
      T* out = y.data();
      const std::size_t n = x.size();
      ASSAY_IVDEP
      for (std::size_t i = 0; i < n; ++i) out[i] = F{}(in[i], p...);
    });
  }

  void backward(std::span<const T> parameters, std::span<const T> x, std::span<const T> y, std::span<const T> dy,
                std::span<T> dx) const override {
    with(parameters, [&](auto... p) {
      const T* in = kHasSlopeFromOutput ? y.data() : x.data();
      const T* up = dy.data();
      T* down = dx.data();
      const std::size_t n = dx.size();
      ASSAY_IVDEP
      for (std::size_t i = 0; i < n; ++i) down[i] = up[i] * slope(in[i], p...);
    });
  }

  void backward_parameters(std::span<const T> parameters, std::span<const T> x, std::span<const T> dy,
                           std::span<T> dparameters) const override {
    for (std::size_t wanted = 0; wanted < dparameters.size(); ++wanted)
      dparameters[wanted] += static_cast<T>(parameter_gradient(parameters, x, dy, wanted));
  }

  void forward_columns(std::span<const T> parameters, std::size_t columns, std::span<const T> x,
                       std::span<T> y) const override {
    with_columns(parameters, columns, [&](auto... p) {
      for (std::size_t row = 0; row < x.size(); row += columns) {
        const T* in = x.data() + row;
        T* out = y.data() + row;
        ASSAY_IVDEP
        for (std::size_t c = 0; c < columns; ++c) out[c] = F{}(in[c], p[c]...);
      }
    });
  }

  void backward_columns(std::span<const T> parameters, std::size_t columns, std::span<const T> x, std::span<const T> y,
                        std::span<const T> dy, std::span<T> dx) const override {
    with_columns(parameters, columns, [&](auto... p) {
      for (std::size_t row = 0; row < dx.size(); row += columns) {
        const T* in = (kHasSlopeFromOutput ? y.data() : x.data()) + row;
        const T* up = dy.data() + row;
        T* down = dx.data() + row;
        ASSAY_IVDEP
        for (std::size_t c = 0; c < columns; ++c) down[c] = up[c] * slope(in[c], p[c]...);
      }
    });
  }

  void backward_parameters_columns(std::span<const T> parameters, std::size_t columns, std::span<const T> x,
                                   std::span<const T> dy, std::span<T> dparameters) const override {
    for (std::size_t wanted = 0; wanted < N; ++wanted) {
      T* sums = dparameters.data() + wanted * columns;
      with_columns(parameters, columns, [&](auto... p) {
        for (std::size_t row = 0; row < x.size(); row += columns) {
          const T* in = x.data() + row;
          const T* up = dy.data() + row;
          ASSAY_IVDEP
          for (std::size_t c = 0; c < columns; ++c) {
            const std::array<T, N == 0 ? 1 : N> at{p[c]...};
            sums[c] += up[c] * parameter_slope(at.data(), in[c], wanted, std::make_index_sequence<N>{});
          }
        }
      });
    }
  }

 private:
  template <std::size_t>
  using Number = T;

  template <class... P>
  static constexpr bool has_slope() {
    return requires(T x, P... p) { F{}.slope(x, p...); };
  }
  template <class... P>
  static constexpr bool has_slope_from_output() {
    return requires(T y, P... p) { F{}.slope_from_output(y, p...); };
  }
  static constexpr bool kHasSlopeFromOutput = []<std::size_t... I>(std::index_sequence<I...>) {
    return has_slope_from_output<Number<I>...>();
  }
  (std::make_index_sequence<N>{});

  template <class... P>
  static T slope(T at, P... p) {
    if constexpr (kHasSlopeFromOutput)
      return F{}.slope_from_output(at, p...);
    else if constexpr (has_slope<P...>())
      return F{}.slope(at, p...);
    else
      return F{}(Dual<T>{at, T(1)}, Dual<T>{p}...).slope;
  }

  template <std::size_t... I>
  static T parameter_slope([[maybe_unused]] const T* p, T x, [[maybe_unused]] std::size_t wanted,
                           std::index_sequence<I...>) {
    return F{}(Dual<T>{x}, Dual<T>{p[I], I == wanted ? T(1) : T(0)}...).slope;
  }

  /// The slopes are computed a block at a time, because summing them in double would keep their loop scalar.
  static double parameter_gradient(std::span<const T> parameters, std::span<const T> x, std::span<const T> dy,
                                   std::size_t wanted) {
    constexpr std::size_t block = 256;
    std::array<T, N == 0 ? 1 : N> p{};
    std::copy(parameters.begin(), parameters.end(), p.begin());
    std::array<T, block> slopes;
    double sum = 0;
    for (std::size_t start = 0; start < x.size(); start += block) {
      const std::size_t n = std::min(block, x.size() - start);
      for (std::size_t i = 0; i < n; ++i)
        slopes[i] = parameter_slope(p.data(), x[start + i], wanted, std::make_index_sequence<N>{});
      for (std::size_t i = 0; i < n; ++i) sum += static_cast<double>(dy[start + i]) * static_cast<double>(slopes[i]);
    }
    return sum;
  }

  /// Calls `body` with the parameters as local numbers, which the loop can keep in registers.
  template <class Body>
  static void with(std::span<const T> parameters, Body body) {
    [&]<std::size_t... I>(std::index_sequence<I...>) { body(T(parameters[I])...); }
    (std::make_index_sequence<N>{});
  }

  /// Calls `body` with where each parameter's numbers begin.
  template <class Body>
  static void with_columns([[maybe_unused]] std::span<const T> parameters, [[maybe_unused]] std::size_t columns,
                           Body body) {
    [&]<std::size_t... I>(std::index_sequence<I...>) { body((parameters.data() + I * columns)...); }
    (std::make_index_sequence<N>{});
  }

  std::span<const ParameterSpec> declared_;
  std::array<T, N == 0 ? 1 : N> values_{};
  std::array<bool, N == 0 ? 1 : N> trainable_{}, per_channel_{};
};

/// Factory of a formula activation. `Specs` is the library's own constexpr array of parameters.
template <class F, const auto& Specs>
struct FormulaFactory {
  template <class T>
  static std::unique_ptr<Activation<T>> make(const Arguments<T>& arguments) {
    return std::make_unique<FormulaActivation<T, F, Specs.size()>>(arguments, Specs);
  }
};

template <class F, const auto& Specs>
constexpr Entry activation_entry(const char* name, const char* doc) {
  Entry entry = describe(Kind::activation, name, doc, Specs);
  entry.activation = {&FormulaFactory<F, Specs>::template make<float>,
                      &FormulaFactory<F, Specs>::template make<double>};
  return entry;
}

}  // namespace assay

#define ASSAY_ACTIVATION(Formula, name, doc, ...)                         \
  namespace {                                                             \
  constexpr auto assay_parameters = ::assay::parameter_list(__VA_ARGS__); \
  }                                                                       \
  ASSAY_PLUGIN((::assay::activation_entry<Formula, assay_parameters>(name, doc)))
