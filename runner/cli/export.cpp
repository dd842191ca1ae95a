// assay export: runs as a table for other programs.

#include <iostream>
#include <sstream>

#include "base/suggest.hpp"
#include "cli/filter.hpp"
#include "cli/result_verbs.hpp"
#include "report/npz.hpp"
#include "report/runs_table.hpp"
#include "store/put_output.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

/// The runs in full, for the summaries have no curves.
std::vector<store::Record> with_curves(Selection& selection) {
  std::vector<std::vector<store::Column>> metrics;
  read_each(selection, [&](store::Record run) { metrics.push_back(std::move(run.metrics)); });
  std::vector<store::Record> runs = selection.runs;
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i].metrics = std::move(metrics[i]);
  return runs;
}

void write(const report::Table& table, const std::string& name) {
  const std::string ending = fs::path(name).extension();
  if (ending != ".csv" && ending != ".json" && ending != ".npz")
    throw Failure(ExitCode::usage, "cannot tell a format from the name '" + name + "'; expected .csv, .json or .npz");
  std::ostringstream text;
  if (ending == ".npz")
    text << report::npz(table.json());
  else
    table.print(text, report::format_of(ending.substr(1)));
  store::put_output(name, std::as_bytes(std::span(text.view())));
}

}  // namespace

int export_runs(const Words& words) {
  Options options("export [RESULTS...] [-o FILE] [options]",
                  "Writes runs as a table for other programs: a row a run with its axes, scores and configuration, or\n"
                  "with --long a row a measurement. The name's ending tells the format: .csv, .json, .npz (NumPy).\n\n"
                  "  assay export results/digits -o digits.csv\n"
                  "  assay export results/digits -F 'model = cnn' --long -o curves.csv\n\n" +
                      std::string(kFilterHelp));
  add_order_options(options);
  options.add().add_options()("output,o", po::value<std::string>(), "the file to write; default: CSV on the terminal")(
      "long", "a row for every epoch and metric");
  if (!options.parse(words)) return 0;
  Selection selection = select(options);
  const auto table =
      options.has("long") ? report::measurements_table(with_curves(selection)) : report::runs_table(selection.runs);
  if (options.has("output"))
    write(table, options.get<std::string>("output"));
  else
    table.print(std::cout, report::Table::Format::csv);
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
