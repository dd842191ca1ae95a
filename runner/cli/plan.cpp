// assay plan: what would run. Writes nothing.

#include <iostream>
#include <map>

#include "cli/session.hpp"
#include "launch/launch.hpp"
#include "report/table.hpp"

namespace assay::cli {
namespace {

void print_plan(const Session& session) {
  const auto stored = launch::stored(session.folder, session.runs);
  report::Table table;
  table.column("run", report::Table::Align::left);
  table.column("seed");
  table.column("axes", report::Table::Align::left);
  table.column("state", report::Table::Align::left);
  for (const auto& run : session.runs) {
    std::string axes;
    for (const auto& [name, value] : run.axes) axes += (axes.empty() ? "" : " ") + name + '=' + value;
    const auto found = stored.find(run.id);
    table.row({run.name(), std::to_string(run.seed), axes, found == stored.end() ? "to train" : found->second});
  }
  table.print(std::cout);
  std::cout << '\n'
            << session.experiment.name << ": " << session.runs.size() << " runs, " << stored.size() << " stored, "
            << session.runs.size() - stored.size() << " to train\n";
}

}  // namespace

int plan(const Words& words) {
  Options options("plan FILE... [key=value...] [options]",
                  "Says what 'assay run' would do with the same words: which runs there are and which are stored.\n"
                  "Checks data and layers too. Writes nothing.");
  add_session_options(options);
  if (!options.parse(words)) return 0;
  const auto sessions = open_sessions(options);
  for (const auto& session : sessions) launch::check_all(session->context(), session->runs);
  for (const auto& session : sessions) print_plan(*session);
  return 0;
}

}  // namespace assay::cli
