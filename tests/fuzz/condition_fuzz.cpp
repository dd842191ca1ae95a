// A condition on the points of a sweep, and the same text as a condition on stored runs.
#include <string>
#include <vector>

#include "fuzz.hpp"
#include "spec/condition.hpp"
#include "store/query.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(assay::fuzz::text_of(data, size));
  assay::spec::Node node;
  node.kind = assay::spec::Node::Kind::scalar;
  node.text = text;
  assay::Diagnostics diagnostics;
  const auto condition = assay::spec::read_condition(node, {"model", "units", "lr"}, diagnostics);
  condition({{"model", "lstm"}, {"units", "128"}, {"lr", "1e-3"}});
  assay::fuzz::read_or_refuse([&] {
    std::vector<assay::store::Record> runs(2);
    runs[0].model = "lstm";
    runs[0].metrics = {{"epoch", {1, 2}}, {"validation_loss", {0.5, 0.25}}};
    runs[0].final_values = {{"test.accuracy", 0.5}};
    const auto curves = [&](std::size_t run) { return runs[run].metrics; };
    assay::store::Query(text).select(runs, curves);
  });
  return 0;
}
