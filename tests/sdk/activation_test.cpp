#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <assay/activation.hpp>

namespace assay {
namespace {

/// a x^2 + b x: every derivative is known.
struct Parabola {
  template <class T>
  T operator()(T x, T a, T b) const {
    return a * x * x + b * x;
  }
};
constexpr auto kParabola = parameter_list(trainable("a", 2.0, ""), trainable("b", 3.0, ""));

/// Claims a slope that no dual number would give, to show whose slope is used.
struct OwnSlope {
  template <class T>
  T operator()(T x) const {
    return x;
  }
  template <class T>
  T slope(T x) const {
    return T(10) * x;
  }
};
struct OwnSlopeFromOutput {
  template <class T>
  T operator()(T x) const {
    return x + T(1);
  }
  template <class T>
  T slope_from_output(T y) const {
    return T(100) * y;
  }
};
constexpr auto kNone = parameter_list();

template <class T>
std::unique_ptr<Activation<T>> parabola() {
  Arguments<T> arguments;
  arguments.set("a", 2.0);
  arguments.set("b", 3.0);
  arguments.set_trainable("b");
  return FormulaFactory<Parabola, kParabola>::make<T>(arguments);
}

TEST(FormulaActivation, KnowsItsParametersAndWhichAreLearned) {
  const auto f = parabola<float>();
  ASSERT_EQ(f->parameters().size(), 2U);
  EXPECT_EQ(f->parameters()[0], 2.0f);
  EXPECT_EQ(f->parameters()[1], 3.0f);
  EXPECT_FALSE(f->trainable()[0]);
  EXPECT_TRUE(f->trainable()[1]);
}

TEST(FormulaActivation, AppliesItsFormulaToEveryElement) {
  const std::vector<float> x{-1, 0, 2};
  std::vector<float> y(3);
  parabola<float>()->forward(x, y);
  EXPECT_EQ(y, (std::vector<float>{-1, 0, 14}));
}

TEST(FormulaActivation, TakesOtherParametersThanItWasMadeWith) {
  const std::vector<float> x{2}, parameters{1, 1};
  std::vector<float> y(1);
  parabola<float>()->forward(parameters, x, y);
  EXPECT_EQ(y[0], 6);
}

TEST(FormulaActivation, WorksInPlace) {
  std::vector<float> x(1000, 2.0f);
  parabola<float>()->forward(x, x);
  EXPECT_EQ(x, std::vector<float>(1000, 14.0f));
}

TEST(FormulaActivation, DerivesItsSlopeByDualNumbers) {
  const std::vector<double> x{-1, 0, 2}, dy{1, 1, 0.5};
  std::vector<double> dx(3);
  parabola<double>()->backward(x, {}, dy, dx);
  EXPECT_EQ(dx, (std::vector<double>{-1, 3, 5.5}));  // dy (2 a x + b)
}

TEST(FormulaActivation, PrefersTheAuthorsSlope) {
  const auto f = FormulaFactory<OwnSlope, kNone>::make<float>({});
  EXPECT_EQ(f->slope_from(), SlopeFrom::input);
  const std::vector<float> x{3}, dy{2};
  std::vector<float> dx(1);
  f->backward(x, {}, dy, dx);
  EXPECT_EQ(dx[0], 60);
}

TEST(FormulaActivation, ReadsOnlyTheOutputWhereTheAuthorSaysSo) {
  const auto f = FormulaFactory<OwnSlopeFromOutput, kNone>::make<float>({});
  EXPECT_EQ(f->slope_from(), SlopeFrom::output);
  const std::vector<float> y{3}, dy{2};
  std::vector<float> dx(1);
  f->backward({}, y, dy, dx);
  EXPECT_EQ(dx[0], 600);
}

// 600 elements: two whole blocks of the gradient's loop and a part of one. All numbers are exact in float.
TEST(FormulaActivation, AddsUpTheGradientOfEachParameter) {
  std::vector<float> x(600), dy(600, 0.5f);
  double squares = 0, sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = static_cast<float>(i % 7) - 2.0f;
    squares += 0.5 * static_cast<double>(x[i] * x[i]);
    sum += 0.5 * static_cast<double>(x[i]);
  }
  std::vector<float> gradient{1000, 2000};  // is added to
  const auto f = parabola<float>();
  f->backward_parameters(f->parameters(), x, dy, gradient);
  EXPECT_EQ(gradient[0], static_cast<float>(1000 + squares));
  EXPECT_EQ(gradient[1], static_cast<float>(2000 + sum));
}

}  // namespace
}  // namespace assay
