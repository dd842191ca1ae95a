// assay schema: the JSON Schema of the experiment file, for editors.

#include <iostream>

#include "cli/session.hpp"
#include "spec/schema.hpp"

namespace assay::cli {

int schema(const Words& words) {
  Options options(
      "schema [options]",
      "Prints the JSON Schema of the experiment file, with every plugin that is found. An editor with a YAML\n"
      "language server completes and checks by it:\n"
      "  assay schema > assay.schema.json\n"
      "and as first line of the experiment: # yaml-language-server: $schema=assay.schema.json");
  add_session_options(options);
  if (!options.parse(words)) return 0;
  if (!options.words().empty()) throw Failure(ExitCode::usage, "usage: assay schema");
  registry::Registry registry;
  fill_registry(registry, options, {});
  std::cout << spec::schema(registry).dump(1) << '\n';
  return 0;
}

}  // namespace assay::cli
