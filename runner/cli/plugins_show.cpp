// assay plugins show: one plugin's documentation, as a table or as JSON.

#include <cmath>
#include <iostream>

#include <assay/activation.hpp>
#include <assay/loss.hpp>
#include <assay/optimizer.hpp>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "cli/kinds.hpp"
#include "cli/plugin_verbs.hpp"
#include "cli/session.hpp"
#include "cli/snippet.hpp"
#include "registry/checked.hpp"
#include "report/table.hpp"
#include "train/domain.hpp"

namespace assay::cli {
namespace {

bool needs_nothing(const spec::Signature& signature) {
  for (const auto& parameter : signature.parameters)
    if (parameter.is_required) return false;
  return true;
}

std::string properties_of(const registry::Registry& registry, const spec::Signature& signature) {
  if (!needs_nothing(signature)) return "";
  spec::Component component{signature.kind, signature.name, {}, {}};
  Diagnostics diagnostics;
  component =
      spec::read_arguments(signature, {}, {spec::Node::Kind::map, {}, {}, false, {}, {}}, registry, diagnostics);
  if (signature.kind == "activation") {
    const auto made = registry.make<Activation, float>(component);
    return made->slope_from() == SlopeFrom::output ? "its slope is computed from its output"
                                                   : "its slope is computed from its input";
  }
  if (signature.kind == "loss") {
    constexpr const char* kDecisions[] = {"the output is a quantity", "the largest output is the class",
                                          "the class is 1 where the output is at least 0",
                                          "the class is 1 where the output is at least 1/2"};
    constexpr const char* kOutputs[] = {"numbers", "logits", "log-probabilities"};
    const auto loss = registry.make<Loss, float>(component);
    return "it takes " + std::string(kOutputs[static_cast<std::size_t>(loss->outputs())]) + " from the network and " +
           train::describe(loss->domain()) + " as targets; " + kDecisions[static_cast<std::size_t>(loss->decision())];
  }
  if (signature.kind != "optimizer") return "";
  std::string slots;
  for (const char* slot : registry.make<Optimizer, float>(component)->slots())
    slots += (slots.empty() ? "" : ", ") + std::string(slot);
  return slots.empty() ? "it keeps no state" : "it keeps for each weight: " + slots;
}

/// What is known of a plugin; the library's fields are empty for what is built in.
struct Facts {
  std::string file, sha256, checked, properties;
};

Facts facts_of(const registry::Registry& registry, const spec::Signature& signature) {
  const auto file = registry.file_of(signature.kind, signature.name);
  if (file.empty()) return {};
  const std::string hash = sha256_of_file(file);
  return {file.string(), hash, registry::checked(hash, signature.kind + ' ' + signature.name),
          properties_of(registry, signature)};
}

void print(const registry::Registry& registry, const spec::Signature& signature) {
  const Facts facts = facts_of(registry, signature);
  std::cout << signature.kind << ' ' << signature.name << "\n  " << signature.doc << '\n';
  if (!facts.properties.empty()) std::cout << "  " << facts.properties << '\n';
  if (!facts.file.empty()) {
    std::cout << "  from " << facts.file << "\n  SHA-256 " << facts.sha256 << '\n';
    std::cout << "  "
              << (facts.checked.empty() ? "never checked: assay plugins check " + signature.name : facts.checked)
              << '\n';
  }
  if (!signature.parameters.empty()) {
    report::Table table;
    for (const char* title : {"parameter", "type", "meaning"}) table.column(title, report::Table::Align::left);
    for (const auto& parameter : signature.parameters)
      table.row(
          {parameter.name, spec::describe(parameter) + (parameter.is_trainable ? ", trainable" : ""), parameter.doc});
    std::cout << '\n';
    table.print(std::cout);
  }
  if (const auto yaml = snippet(signature); !yaml.empty()) std::cout << "\nin an experiment:\n" << yaml;
}

Json to_json(const ParameterSpec& parameter) {
  Json json{{"name", parameter.name}, {"type", type_word(parameter)}, {"required", parameter.is_required}};
  if (!parameter.is_required) json["default"] = default_of(parameter);
  if (std::isfinite(parameter.range.low)) json[parameter.range.open_low ? "above" : "at_least"] = parameter.range.low;
  if (std::isfinite(parameter.range.high)) json[parameter.range.open_high ? "below" : "at_most"] = parameter.range.high;
  if (parameter.type == ParameterType::choice) json["choices"] = choices_of(parameter);
  json["trainable"] = parameter.is_trainable;
  json["doc"] = parameter.doc;
  return json;
}

Json to_json(const registry::Registry& registry, const spec::Signature& signature) {
  const Facts facts = facts_of(registry, signature);
  Json parameters = Json::array();
  for (const auto& parameter : signature.parameters) parameters.push_back(to_json(parameter));
  return {{"kind", signature.kind},         {"name", signature.name},
          {"doc", signature.doc},           {"file", facts.file},
          {"sha256", facts.sha256},         {"checked", facts.checked},
          {"properties", facts.properties}, {"parameters", parameters},
          {"yaml", snippet(signature)}};
}

}  // namespace

int show_plugin(const Words& words) {
  Options options("plugins show [KIND] NAME|FILE.so [options]",
                  "Shows what a component does and takes, and how an experiment writes it: of every kind that has the\n"
                  "name, or of one; or all plugins of a library.");
  add_session_options(options);
  options.add().add_options()("json", "for programs");
  if (!options.parse(words)) return 0;
  if (options.words().empty() || options.words().size() > 2)
    throw Failure(ExitCode::usage, "usage: assay plugins show [KIND] NAME|FILE.so");
  registry::Registry registry;
  fill_registry(registry, options, {});
  Json json = Json::array();
  for (const auto* signature : named(registry, options.words())) {
    if (!options.has("json")) {
      if (!json.empty()) std::cout << '\n';
      print(registry, *signature);
    }
    json.push_back(to_json(registry, *signature));
  }
  if (options.has("json")) std::cout << json.dump(2) << '\n';
  return 0;
}

}  // namespace assay::cli
