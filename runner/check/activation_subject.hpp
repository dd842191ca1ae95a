#pragma once
/// An activation one number at a time, and the points at which it is looked at.

#include <span>
#include <string>
#include <vector>

#include <assay/activation.hpp>

#include "check/trial.hpp"

namespace assay::check {

template <class T>
T value_at(const Activation<T>& f, T x) {
  T y = 0;
  f.forward({&x, 1}, {&y, 1});
  return y;
}

template <class T>
T slope_at(const Activation<T>& f, T x) {
  const T y = value_at(f, x), one = 1;
  T dx = 0;
  f.backward({&x, 1}, {&y, 1}, {&one, 1}, {&dx, 1});
  return dx;
}

/// 2,500 points: evenly spread over [-8, 8], normal, and tiny and large on a logarithmic scale; ascending.
std::vector<double> points_of_activation(const Trial& trial);

// The checks, each in the file of its subject.
namespace activation {
void slope(Trial&);
void parameters(Trial&);
void not_a_number(Trial&);
void edges(Trial&);
void infinity(Trial&);
void precision(Trial&);
void in_place(Trial&);
void lengths(Trial&);
void saved(Trial&);
void bounds(Trial&);
void repeat(Trial&);
void threads(Trial&);
void hot_call(Trial&);
void speed(Trial&);
void training(Trial&);
}  // namespace activation

}  // namespace assay::check
