// An activation that allocates without end.
#include <vector>

#include <assay/activation.hpp>

struct Hog {
  template <class T>
  T operator()(T x) const {
    static std::vector<std::vector<T>> kept;
    while (true) kept.emplace_back(1 << 20, x);
    return x;
  }
};
ASSAY_ACTIVATION(Hog, "hog", "takes all memory")
