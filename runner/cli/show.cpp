// assay show: one run in full.

#include <iostream>

#include "cli/selection.hpp"
#include "report/table.hpp"
#include "store/run_file.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

/// The file of a run given by its path, or by the beginning of its name or id among the results.
fs::path find_run(const std::string& word, const std::string& results) {
  std::error_code error;
  if (fs::is_regular_file(word, error)) return word;
  std::vector<fs::path> matching;
  for (const auto& file : store::run_files(results)) {
    const std::string name = file.stem().string();
    const bool by_id = name.substr(name.rfind('-') + 1).starts_with(word);
    if (name.starts_with(word) || by_id) matching.push_back(file);
  }
  if (matching.size() == 1) return matching.front();
  if (matching.empty()) throw Failure(ExitCode::usage, "no run in " + results + "/ is called '" + word + "'");
  throw Failure(ExitCode::usage, "'" + word + "' may be " + matching[0].stem().string() + " or " +
                                     matching[1].stem().string() + "; give more of the name");
}

void print_identity(const fs::path& file, const store::Record& run) {
  std::cout << run.model << '-' << run.id << "  " << to_string(run.status) << '\n';
  if (!run.message.empty()) std::cout << "  " << run.message << '\n';
  std::cout << "file       " << file.string() << "\nexperiment " << run.experiment << "\nseed       " << run.seed
            << '\n';
  for (const auto& [name, value] : run.axes) std::cout << name << " = " << value << '\n';
  std::cout << "trained    " << run.timing.started << ", " << report::number(run.timing.seconds, 3) << " s on "
            << run.environment.cpu << "\nprogram    assay " << run.environment.program_version << ' '
            << run.environment.git_commit << ", " << run.environment.blas_core << " kernels\n";
}

/// The last epochs, newest last.
void print_metrics(const store::Record& run) {
  constexpr std::size_t kMost = 10;
  if (run.metrics.empty() || run.metrics[0].values.empty()) return;
  report::Table table;
  for (const auto& column : run.metrics) table.column(column.name);
  const std::size_t epochs = run.metrics[0].values.size();
  for (std::size_t row = epochs > kMost ? epochs - kMost : 0; row < epochs; ++row) {
    std::vector<std::string> cells;
    for (const auto& column : run.metrics) cells.push_back(report::number(column.values[row]));
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
      "Shows one run: a file, or the beginning of a run's name or id. What it was, how it went, what came out.");
  options.add().add_options()("results", po::value<std::string>()->default_value("results"),
                              "where runs are looked for")("config", "print the resolved configuration only");
  if (!options.parse(words)) return 0;
  if (options.words().size() != 1) throw Failure(ExitCode::usage, "which run? give one file, name or id");
  const fs::path file = find_run(options.words()[0], options.get<std::string>("results"));
  const store::Record run = store::read(file);
  if (options.has("config")) {
    std::cout << run.config;
    return 0;
  }
  print_identity(file, run);
  print_metrics(run);
  print_final(run);
  print_weights(run);
  if (!run.sample_text.empty()) std::cout << "\nsample\n" << run.sample_text << '\n';
  return 0;
}

}  // namespace assay::cli
