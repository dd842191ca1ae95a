// assay plugins list: what there is.

#include <iostream>

#include "cli/plugin_verbs.hpp"
#include "cli/session.hpp"
#include "report/table.hpp"

namespace assay::cli {

int list_plugins(const Words& words) {
  Options options("plugins list [KIND] [options]",
                  "Lists the plugins that are found: activations, layers, losses and optimizers, or one kind of them.");
  add_session_options(options);
  if (!options.parse(words)) return 0;
  if (options.words().size() > 1) throw Failure(ExitCode::usage, "usage: assay plugins list [KIND]");
  const std::string only = options.words().empty() ? "" : options.words()[0];
  if (!only.empty()) expect_plugin_kind(only);
  registry::Registry registry;
  fill_registry(registry, options, {});
  report::Table table;
  for (const char* title : {"kind", "name", "what it is"}) table.column(title, report::Table::Align::left);
  for (const std::string kind : kPluginKinds)
    for (const auto& name : registry.names(kind))
      if (only.empty() || only == kind) table.row({kind, name, registry.find(kind, name)->doc});
  table.print(std::cout);
  return 0;
}

}  // namespace assay::cli
