// step: the threshold of the perceptron. Rosenblatt 1958, "The perceptron: a probabilistic model for information
// storage and organization in the brain". f(0) = 1. Its slope is 0 everywhere (undefined at 0), so gradient descent
// learns nothing through it: use it on the output with the loss `perceptron`, whose rule does not need a slope.
#include <assay/activation.hpp>

struct Step {
  template <class T>
  T operator()(T x) const {
    return x >= T(0) ? T(1) : x < T(0) ? T(0) : x;
  }
  template <class T>
  T slope(T) const {
    return T(0);
  }
};
ASSAY_ACTIVATION(Step, "step", "f(x) = 1 if x >= 0 else 0")
