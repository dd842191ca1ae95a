#include "page/contents.hpp"

namespace assay::page {

store::Record without_weights(store::Record run) {
  for (auto* arrays :
       {&run.weights, &run.weights_initial, &run.weights_best, &run.weights_average, &run.buffers, &run.optimizer})
    *arrays = {};
  return run;
}

}  // namespace assay::page
