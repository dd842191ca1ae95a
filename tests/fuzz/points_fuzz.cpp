// A table of points, `sweep: {points: points.csv}`.
#include "fake_catalogue.hpp"
#include "fuzz.hpp"
#include "plan/run.hpp"
#include "spec/experiment.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::written("points.csv", assay::fuzz::text_of(data, size));
  assay::fuzz::read_or_refuse([&] {
    const auto experiment = assay::spec::parse_experiment(
        "experiment: e\ndata: {source: points}\ntrain: {epochs: 2, loss: mse, optimizer: {adam: {lr: $lr}}}\n"
        "models: {fnn: [{dense: $units}, $activation]}\nsweep: {points: points.csv}\n",
        assay::fuzz::file("experiment.yaml"));
    assay::plan::expand(experiment, assay::testing_support::FakeCatalogue());
  });
  return 0;
}
