// assay show: one run in full.

#include <algorithm>
#include <cmath>
#include <iostream>

#include "base/suggest.hpp"
#include "cli/find_run.hpp"
#include "cli/verb.hpp"
#include "report/confusion_table.hpp"
#include "report/curve.hpp"
#include "report/table.hpp"
#include "store/pack.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

void print_identity(const fs::path& file, const store::Record& run) {
  std::cout << run.model << '-' << run.id << "  " << to_string(run.status) << '\n';
  if (!run.message.empty()) std::cout << "  " << run.message << '\n';
  std::cout << "file       " << file.string() << "\nexperiment " << run.experiment << "\nseed       " << run.seed
            << '\n';
  if (run.fold >= 0) std::cout << "fold       " << run.fold << " of repeat " << run.repeat << '\n';
  for (const auto& [name, value] : run.axes) std::cout << name << " = " << value << '\n';
  std::cout << "trained    " << run.timing.started << ", " << report::number(run.timing.seconds, 3) << " s on "
            << run.environment.cpu << '\n';
  if (run.timing.peak_memory > 0)
    std::cout << "memory     " << report::number(static_cast<double>(run.timing.peak_memory) / 1e6, 3)
              << " MB at most\n";
  std::cout << "program    assay " << run.environment.program_version << ' ' << run.environment.git_commit << ", "
            << run.environment.blas_core << " kernels\n";
}

/// The columns "train_<what>" and "validation_<what>" in one field.
void draw(const store::Record& run, const std::string& what) {
  std::vector<report::Curve> curves;
  for (const auto& [name, values] : run.metrics) {
    if (name == "train_" + what) curves.push_back({name, "·", values});
    if (name == "validation_" + what) curves.push_back({name, "●", values});
    if (name == what) curves.push_back({name, "·", values});
  }
  const auto is_point = [](const report::Curve& curve) {
    return std::ranges::count_if(curve.values, [](double value) { return std::isfinite(value); }) < 2;
  };
  if (std::ranges::all_of(curves, is_point)) return;  // one point is no curve; the table below has it
  std::cout << '\n';
  report::draw_curves(std::cout, curves);
}

/// What the columns measure, without the part of the data: "loss", "accuracy".
std::vector<std::string> measured(const store::Record& run) {
  std::vector<std::string> names;
  for (const auto& [name, values] : run.metrics) {
    std::string what = name;
    for (const std::string part : {"train_", "validation_"})
      if (what.starts_with(part)) what = what.substr(part.size());
    if (what != "epoch" && std::ranges::find(names, what) == names.end()) names.push_back(what);
  }
  return names;
}

/// Draws the curve that is asked for, else the first two.
void draw_curves(const store::Record& run, const Options& options) {
  const auto known = measured(run);
  if (!options.has("metric")) {
    for (std::size_t i = 0; i < std::min<std::size_t>(2, known.size()); ++i) draw(run, known[i]);
    return;
  }
  const auto& metric = options.get<std::string>("metric");
  if (std::ranges::find(known, metric) == known.end())
    throw Failure(ExitCode::usage, "the run has no curve of '" + metric + "'" + did_you_mean(metric, known) +
                                       "\nthere are " + list_of(known));
  draw(run, metric);
}

/// The last epochs, newest last.
void print_metrics(const store::Record& run) {
  constexpr std::size_t kMost = 5;
  if (run.metrics.empty() || run.metrics[0].values.empty()) return;
  report::Table table;
  for (const auto& column : run.metrics) table.column(column.name);
  const std::size_t epochs = run.metrics[0].values.size();
  for (std::size_t row = epochs > kMost ? epochs - kMost : 0; row < epochs; ++row) {
    std::vector<report::Cell> cells;
    for (const auto& column : run.metrics) cells.push_back(report::number_cell(column.values[row]));
    table.row(std::move(cells));
  }
  std::cout << '\n';
  table.print(std::cout);
}

void print_final(const store::Record& run) {
  report::Table table;
  table.column("final", report::Table::Align::left);
  table.column("value");
  for (const auto& [name, value] : run.final_values) table.row({name, report::number(value, 6)});
  std::cout << '\n';
  if (!table.empty()) table.print(std::cout);
}

/// Of the test rows; of many classes the page shows it.
void print_confusion(const store::Record& run) {
  constexpr std::int64_t kMost = 12;  // columns of a terminal
  for (const auto& [name, counts] : run.samples) {
    if (name != "confusion" || counts.shape.rank() != 2 || counts.shape[0] != counts.shape[1] ||
        counts.shape[0] > kMost)
      continue;
    std::cout << '\n';
    report::confusion_table(counts, run.preparation.class_names).print(std::cout);
  }
}

void print_weights(const store::Record& run) {
  report::Table table;
  table.column("weights", report::Table::Align::left);
  table.column("shape", report::Table::Align::left);
  for (const auto& [name, array] : run.weights) table.row({name, to_string(array.shape)});
  std::cout << '\n';
  if (!table.empty()) table.print(std::cout);
}

}  // namespace

int show(const Words& words) {
  Options options(
      "show RUN [options]",
      "Shows one run: a file, or the beginning of a run's name or id. What it was, how it went (its curves), what\n"
      "came out.\n\n"
      "  assay show cnn-26cb\n"
      "  assay show results/digits/cnn-26cb6f3240d8d256.h5 --metric accuracy\n"
      "  assay show 26cb --config");
  options.add().add_options()("results", po::value<std::string>()->default_value("results"),
                              "where runs are looked for")("metric,m", po::value<std::string>(),
                                                           "the curve to draw: loss, accuracy, ...")(
      "config", "print the resolved configuration only");
  if (!options.parse(words)) return 0;
  if (options.words().size() != 1) throw Failure(ExitCode::usage, "which run? give one file, name or id");
  const fs::path file = find_run(options.words()[0], options.get<std::string>("results"));
  const store::Record run = store::RunReader().read(file);
  if (options.has("config")) {
    std::cout << run.config;
    return 0;
  }
  print_identity(file, run);
  draw_curves(run, options);
  print_metrics(run);
  print_final(run);
  print_confusion(run);
  print_weights(run);
  if (!run.sample_text.empty()) std::cout << "\nsample\n" << run.sample_text << '\n';
  return 0;
}

}  // namespace assay::cli
