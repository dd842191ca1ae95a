#pragma once
/// Runs that have all there is to show, and whose names and messages would like to be programs.

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <assay/random.hpp>

#include "page/contents.hpp"

namespace assay::page {

/// In every text of the runs: it ends scripts, opens elements, and calls for help.
inline const std::string kHostile =
    "</script><script>window.taken = true</script><img src=x onerror=\"window.taken = true\"><!-- ${window.taken = "
    "true}";

inline Array doubles(const Shape& shape, const auto& make) {
  std::vector<double> numbers;
  for (std::int64_t i = 0; i < shape.size(); ++i) numbers.push_back(make(i));
  return {shape, numbers};
}

inline store::Column curve(const std::string& name, std::size_t epochs, double start, double end, Random& random) {
  store::Column column{name, {}};
  for (std::size_t e = 0; e < epochs; ++e)
    column.values.push_back(end +
                            (start - end) * std::exp(-5.0 * static_cast<double>(e) / static_cast<double>(epochs)) +
                            0.01 * random.normal());
  return column;
}

/// A finished run of `model` with curves and scores around `level`.
inline store::Record plain_run(const std::string& model, std::uint64_t seed, double level, std::size_t epochs) {
  store::Record run;
  run.experiment = "everything";
  run.question = "Does the page show " + kHostile + "?";
  run.model = model;
  run.seed = seed;
  run.id = "00000000000000" + std::to_string(seed % 90 + 10);
  run.config = "seed: 1\nmodel: {layers: [{dense: {units: 3}}, {tanh: {}}, {dense: {units: 2}}]}\n";
  run.input = "experiment: everything\nquestion: " + kHostile + "\n";
  Random random = Random(seed).stream(static_cast<std::uint64_t>(level * 1000));
  run.metrics.push_back({"epoch", {}});
  for (std::size_t e = 0; e < epochs; ++e) run.metrics[0].values.push_back(static_cast<double>(e + 1));
  run.metrics.push_back(curve("train_loss", epochs, 2.3, 0.9 - 0.5 * level, random));
  run.metrics.push_back(curve("validation_loss", epochs, 2.3, 1 - 0.5 * level, random));
  run.metrics.push_back(curve("train_accuracy", epochs, 0.1, level + 0.05, random));
  run.metrics.push_back(curve("validation_accuracy", epochs, 0.1, level, random));
  run.final_values = {{"test.accuracy", level + 0.02 * random.normal()},
                      {"test.loss", 1 - 0.5 * level + 0.05 * random.normal()},
                      {"parameters", 500},
                      {"epochs", static_cast<double>(epochs)}};
  run.timing.seconds = 1.5;
  run.environment.program_version = "0.1.0";
  run.environment.command = "assay run everything.yaml " + kHostile;
  run.environment.cpu = kHostile;
  run.environment.plugins = {{"activation", "tanh", "tanh.so", std::string(64, 'a')}};
  run.environment.data = {{kHostile, 12, std::string(64, 'b')}};
  return run;
}

/// Confusions, forecasts, inputs of an activation, text.
inline void add_answers(store::Record& run) {
  Random random = Random(run.seed).stream(77);
  std::vector<std::int64_t> counts;
  for (int i = 0; i < 16; ++i) counts.push_back(i % 5 == 0 ? 40 : i % 4);
  run.samples.push_back({"confusion", {Shape({4, 4}), counts}});
  run.samples.push_back({"forecast_target", doubles(Shape({60, 1}), [](auto i) { return std::sin(0.3 * double(i)); })});
  run.samples.push_back(
      {"forecast", doubles(Shape({60, 1}), [&](auto i) { return std::sin(0.3 * double(i)) + 0.1 * random.normal(); })});
  run.samples.push_back({"preactivations/1/counts", {Shape({64}), std::vector<std::int64_t>(64, 5)}});
  run.samples.push_back(
      {"preactivations/1/edges", doubles(Shape({65}), [](auto i) { return -4 + 0.125 * double(i); })});
  run.sample_text = "To be, or not to be: " + kHostile;
}

/// Points around a ring of modes, or images, as a generator makes them.
inline void add_generated(store::Record& run, bool images) {
  Random random = Random(run.seed).stream(78);
  if (images) {
    run.samples.push_back({"generated", doubles(Shape({40, 1, 8, 8}), [&](auto) { return random.normal(); })});
    return;
  }
  const auto at = [](std::int64_t i) {
    const double angle = 2 * std::numbers::pi * double(i / 2 % 8) / 8;
    return 2 * (i % 2 == 0 ? std::cos(angle) : std::sin(angle));
  };
  run.samples.push_back({"modes", doubles(Shape({8, 2}), at)});
  run.samples.push_back({"mode_deviation", {Shape(), std::vector<double>{0.1}}});
  run.samples.push_back(
      {"generated", doubles(Shape({800, 2}), [&](auto i) { return at(i) + 0.12 * random.normal(); })});
}

/// Two models, two axes of two and three levels, four seeds; one run diverged.
inline Contents everything() {
  Contents contents{.question = {.metric = "test.accuracy", .by = "model", .baseline = "plain"},
                    .tasks_by = "width",
                    .runs = {},
                    .activations = {{"tanh", {-1, 0, 1}, {-0.76, 0, 0.76}, {0.42, 1, 0.42}}},
                    .notes = {"not read: " + kHostile}};
  for (const std::string& model : {std::string("plain"), kHostile})
    for (int width = 0; width < 3; ++width)
      for (const std::string& rate : {std::string("0.01"), std::string("0.1")})
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
          const double level = 0.6 + 0.05 * width + (model == "plain" ? 0 : 0.1) + (rate == "0.1" ? 0.03 : 0);
          auto run = plain_run(model, seed, level, 300);
          run.axes = {{"width", std::to_string(8 << width)}, {"rate", rate}};
          add_answers(run);
          add_generated(run, model == "plain" && width == 0);
          contents.runs.push_back(std::move(run));
        }
  contents.runs[5].status = store::Status::diverged;
  contents.runs[5].message = "the loss became nan, said " + kHostile;
  contents.runs[5].metrics[2].values[3] = std::nan("");
  return contents;
}

/// A hundred arms of ten seeds.
inline Contents a_thousand() {
  Contents contents{.question = {.metric = "test.accuracy", .by = "width", .baseline = "1"},
                    .tasks_by = "",
                    .runs = {},
                    .activations = {},
                    .notes = {}};
  for (int width = 1; width <= 10; ++width)
    for (int rate = 1; rate <= 10; ++rate)
      for (std::uint64_t seed = 0; seed < 10; ++seed) {
        auto run = plain_run("plain", seed, 0.6 + 0.02 * width - 0.01 * std::abs(rate - 5), 200);
        run.axes = {{"width", std::to_string(width)}, {"rate", std::to_string(rate)}};
        contents.runs.push_back(std::move(run));
      }
  return contents;
}

}  // namespace assay::page
