// assay predict and sample: stored weights at work.

#include <iostream>
#include <optional>
#include <sstream>

#include "cli/find_run.hpp"
#include "cli/result_verbs.hpp"
#include "cli/session.hpp"

#include "base/log.hpp"
#include "launch/revive.hpp"
#include "report/predictions_table.hpp"
#include "spec/recall.hpp"
#include "store/pack.hpp"
#include "store/put_output.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

void add_revival_options(Options& options) {
  options.add().add_options()("results", po::value<std::string>()->default_value("results"),
                              "where runs are looked for")(
      "folder", po::value<std::string>(),
      "where the names of its data files start from; default: the experiment's folder, this one, experiments")(
      "plugins", po::value<Words>()->composing(), "a folder of plugins, or one library; repeatable")(
      "output,o", po::value<std::string>(), "the file to write; default: the terminal");
}

store::Record read_run(const Options& options) {
  if (options.words().size() != 1) throw Failure(ExitCode::usage, "which run? give one file, name or id");
  return store::RunReader().read(find_run(options.words()[0], options.get<std::string>("results")));
}

/// Where the data may lie: where the experiment was when the run was made, here, or where experiments are kept.
std::vector<fs::path> folders(const Options& options, const store::Record& run) {
  if (options.has("folder")) return {options.get<std::string>("folder")};
  std::vector<fs::path> all{".", "experiments"};
  if (!run.environment.folder.empty()) all.insert(all.begin(), run.environment.folder);
  return all;
}

/// To the file of -o or, where there is none, to the terminal.
void put(const Options& options, const std::string& text) {
  if (!options.has("output")) {
    std::cout << text;
    return;
  }
  store::put_output(options.get<std::string>("output"), std::as_bytes(std::span(text)));
}

std::string printed(const report::Table& table) {
  std::ostringstream text;
  table.print(text, report::Table::Format::csv);
  return text.str();
}

report::Table points_table(const Array& points) {
  const auto values = points.as<double>();
  const auto rows = static_cast<std::size_t>(points.shape[0]), width = values.size() / rows;
  report::Table table;
  for (std::size_t i = 0; i < width; ++i) table.column("x" + std::to_string(i));
  for (std::size_t r = 0; r < rows; ++r) {
    std::vector<report::Cell> row;
    for (std::size_t i = 0; i < width; ++i) row.push_back(report::number_cell(values[r * width + i]));
    table.row(std::move(row));
  }
  return table;
}

}  // namespace

int predict(const Words& words) {
  Options options(
      "predict RUN [--data FILE] [-o FILE.csv] [options]",
      "Predicts with a run's stored weights: its own test rows, or all rows of a file with the columns of its\n"
      "data, in any order, with or without targets. Writes a CSV row a prediction, in the unit of the data, and\n"
      "tells the metrics. On the test rows they are the stored ones, to the last digit.\n\n"
      "  assay predict cnn-26cb -o predictions.csv\n"
      "  assay predict cnn-26cb --data new.csv");
  add_revival_options(options);
  options.add().add_options()("data", po::value<std::string>(), "rows to predict");
  if (!options.parse(words)) return 0;
  const store::Record run = read_run(options);
  registry::Registry registry;
  fill_registry(registry, options, {});
  std::optional<fs::path> file;
  if (options.has("data")) file = options.get<std::string>("data");
  const auto found = launch::predict({run, registry, folders(options, run)}, file);
  for (const auto& note : found.notes) log::info(note);
  put(options, printed(report::predictions_table({found.outputs, found.targets, found.labelled,
                                                  file ? std::vector<std::int64_t>() : found.rows, found.classes > 0,
                                                  found.class_names})));
  for (const auto& [name, value] : found.metrics)
    (options.has("output") ? std::cout : std::cerr) << name << ' ' << report::exact(value) << '\n';
  return 0;
}

int sample(const Words& words) {
  Options options(
      "sample RUN [--count N | --length N] [-o FILE] [options]",
      "Lets a stored generator make points (CSV), or a language model write text. Without further words it\n"
      "makes again what was stored with the run.\n\n"
      "  assay sample gan-3f2a --count 500 -o points.csv\n"
      "  assay sample lstm-91c0 --length 300 --temperature 0.7 --seed 5");
  add_revival_options(options);
  options.add().add_options()("count", po::value<std::int64_t>(), "points")(
      "length", po::value<std::int64_t>(), "characters")("temperature", po::value<double>(),
                                                         "below 1: likelier characters only")(
      "seed", po::value<std::uint64_t>(), "other random numbers than the run's own");
  if (!options.parse(words)) return 0;
  const store::Record run = read_run(options);
  registry::Registry registry;
  fill_registry(registry, options, {});
  spec::SampleSpec asked = spec::recall(run.config, registry).sample;
  if (options.has("count")) asked.count = options.get<std::int64_t>("count");
  if (options.has("length")) asked.length = options.get<std::int64_t>("length");
  if (options.has("temperature")) asked.temperature = options.get<double>("temperature");
  const std::uint64_t seed = options.has("seed") ? options.get<std::uint64_t>("seed") : run.seed;
  if (asked.count < 0 || asked.length < 0 || !(asked.temperature > 0))
    throw Failure(ExitCode::usage, "expected --count and --length of 1 or more and a --temperature above 0");
  const auto made = launch::sample({run, registry, folders(options, run)}, asked, seed);
  for (const auto& [name, array] : made.samples)
    if (name == "generated") return put(options, printed(points_table(array))), 0;
  if (made.sample_text.empty())
    throw Failure(ExitCode::usage, "the run makes no samples; a GAN takes --count, a language model --length");
  put(options, made.sample_text + '\n');
  return 0;
}

}  // namespace assay::cli
