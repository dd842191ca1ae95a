#pragma once
/// The one exception type of the plugin interface.

#include <stdexcept>

namespace assay {

/// Thrown at set-up time (a factory, Layer::plan, Loss::check) when what was asked for cannot be done. The text says
/// what was wrong and what was expected; the runner adds the place in the experiment file. Calls made inside a training
/// step never throw.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace assay
