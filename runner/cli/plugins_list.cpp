// assay plugins list: what there is.

#include <iostream>

#include "cli/kinds.hpp"
#include "cli/plugin_verbs.hpp"
#include "cli/session.hpp"
#include "report/table.hpp"

namespace assay::cli {

int list_plugins(const Words& words) {
  Options options(
      "plugins list [KIND] [options]",
      "Lists the components that an experiment can name, or one kind of them: activations, layers, losses and\n"
      "optimizers, which are plugins, and data sources, schedules, objectives, metrics and initialisers, which\n"
      "are part of the program.");
  add_session_options(options);
  if (!options.parse(words)) return 0;
  if (options.words().size() > 1) throw Failure(ExitCode::usage, "usage: assay plugins list [KIND]");
  const std::string only = options.words().empty() ? "" : kind_of(options.words()[0]);
  registry::Registry registry;
  fill_registry(registry, options, {});
  report::Table table;
  for (const char* title : {"kind", "name", "what it is"}) table.column(title, report::Table::Align::left);
  for (const auto& one : kComponentKinds)
    for (const auto& name : registry.names(one.kind))
      if (only.empty() || only == one.kind) table.row({one.word, name, registry.find(one.kind, name)->doc});
  table.print(std::cout);
  return 0;
}

}  // namespace assay::cli
