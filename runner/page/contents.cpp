#include "page/contents.hpp"

#include "store/pack.hpp"

namespace assay::page {

std::vector<store::Record> read_runs(std::span<const std::filesystem::path> files) {
  std::vector<store::Record> runs;
  store::RunReader reader;
  for (const auto& file : files) {
    store::Record run = reader.read(file);
    for (auto* arrays :
         {&run.weights, &run.weights_initial, &run.weights_best, &run.weights_average, &run.buffers, &run.optimizer})
      *arrays = {};
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace assay::page
