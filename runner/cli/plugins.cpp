// assay plugins: what there is, and one plugin's documentation.

#include <array>
#include <iostream>

#include "base/suggest.hpp"
#include "cli/session.hpp"
#include "report/table.hpp"

namespace assay::cli {
namespace {

constexpr std::array kKinds{"activation", "layer", "loss", "optimizer"};

void print_list(const registry::Registry& registry) {
  report::Table table;
  for (const char* title : {"kind", "name", "what it is"}) table.column(title, report::Table::Align::left);
  for (const char* kind : kKinds)
    for (const auto& name : registry.names(kind)) table.row({kind, name, registry.find(kind, name)->doc});
  table.print(std::cout);
}

void print_one(const registry::Registry& registry, const spec::Signature& signature) {
  std::cout << signature.kind << ' ' << signature.name << "\n  " << signature.doc << '\n';
  const auto file = registry.file_of(signature.kind, signature.name);
  if (!file.empty()) std::cout << "  from " << file.string() << '\n';
  if (signature.parameters.empty()) return;
  report::Table table;
  for (const char* title : {"parameter", "type", "meaning"}) table.column(title, report::Table::Align::left);
  for (const auto& parameter : signature.parameters)
    table.row(
        {parameter.name, spec::describe(parameter) + (parameter.is_trainable ? ", trainable" : ""), parameter.doc});
  std::cout << '\n';
  table.print(std::cout);
}

int show_plugin(const registry::Registry& registry, const std::string& name) {
  Words known;
  bool found = false;
  for (const char* kind : {"activation", "layer", "loss", "optimizer", "data source", "schedule", "metric"}) {
    for (auto& other : registry.names(kind)) known.push_back(std::move(other));
    const auto* signature = registry.find(kind, name);
    if (!signature) continue;
    if (found) std::cout << '\n';
    print_one(registry, *signature);
    found = true;
  }
  if (!found)
    throw Failure(ExitCode::plugin,
                  "there is no plugin '" + name + "'" + did_you_mean(name, known) + "\nthere are " + list_of(known));
  return 0;
}

}  // namespace

int plugins(const Words& words) {
  Options options("plugins list | show NAME [options]",
                  "Lists the plugins that are found, or shows what one does and takes.");
  add_session_options(options);
  if (!options.parse(words)) return 0;
  const Words& asked = options.words();
  registry::Registry registry;
  if (asked.size() == 1 && asked[0] == "list") {
    fill_registry(registry, options, {});
    print_list(registry);
    return 0;
  }
  if (asked.size() == 2 && asked[0] == "show") {
    fill_registry(registry, options, {});
    return show_plugin(registry, asked[1]);
  }
  throw Failure(ExitCode::usage, "usage: assay plugins list | show NAME");
}

}  // namespace assay::cli
