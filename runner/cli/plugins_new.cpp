// assay plugins new: writes the source file of a new plugin.

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/kinds.hpp"
#include "cli/plugin_templates.hpp"
#include "cli/plugin_verbs.hpp"
#include "cli/session.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

void expect_name(const std::string& name) {
  const auto fits = [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; };
  if (name.empty() || !std::islower(static_cast<unsigned char>(name[0])) ||
      !std::all_of(name.begin(), name.end(), fits))
    throw Failure(ExitCode::usage, "'" + name +
                                       "' cannot be a plugin's name; expected lower-case letters, digits and "
                                       "underscores, as 'bent_identity'");
}

/// A second plugin of a name is refused when it is loaded.
void expect_free(const std::string& kind, const std::string& name, const Options& options) {
  registry::Registry registry;
  fill_registry(registry, options, {});
  const auto names = registry.names(kind);
  if (std::find(names.begin(), names.end(), name) != names.end())
    throw Failure(ExitCode::usage, "there is " + std::string(kind == "layer" || kind == "loss" ? "a " : "an ") + kind +
                                       " '" + name + "' already (" + registry.file_of(kind, name).filename().string() +
                                       "), beside which another of that name cannot be loaded; choose another name");
}

/// "BentIdentity".
std::string class_name(const std::string& name) {
  std::string made;
  bool upper = true;
  for (const char c : name) {
    if (c != '_') made += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = c == '_';
  }
  return made;
}

std::string_view template_of(const std::string& kind) {
  if (kind == "activation") return kActivationTemplate;
  if (kind == "layer") return kLayerTemplate;
  if (kind == "loss") return kLossTemplate;
  return kOptimizerTemplate;
}

std::string filled(std::string_view pattern, const std::string& name) {
  std::string text(pattern);
  for (const auto& [word, value] : {std::pair<std::string, std::string>{"CLASS", class_name(name)}, {"NAME", name}})
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += value.size())
      text.replace(at, word.size(), value);
  return text;
}

/// How an experiment uses it, by kind.
std::string use_of(const std::string& kind, const std::string& name) {
  const std::string run = "assay run EXPERIMENT.yaml --plugins ./" + name + ".so ";
  if (kind == "activation") return run + "activation=relu," + name;
  if (kind == "layer") return run + "      (with " + name + " among the model's layers)";
  return run + "train." + kind + "=" + name;
}

}  // namespace

int new_plugin(const Words& words) {
  Options options("plugins new KIND NAME [options]",
                  "Writes NAME.cpp, a plugin that works as it is, and says how to build, check and use it.\n"
                  "KIND is activation, layer, loss or optimizer.");
  add_session_options(options);
  options.add().add_options()("output,o", po::value<std::string>()->default_value("."),
                              "the folder to write it into, made where it is missing");
  if (!options.parse(words)) return 0;
  if (options.words().size() != 2) throw Failure(ExitCode::usage, "usage: assay plugins new KIND NAME");
  const std::string kind = kind_of(options.words()[0], true);
  const std::string& name = options.words()[1];
  expect_name(name);
  expect_free(kind, name, options);
  const fs::path file = fs::path(options.get<std::string>("output")) / (name + ".cpp");
  if (fs::exists(file)) throw Failure(ExitCode::usage, file.string() + ": there is such a file already");
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  std::ofstream out(file, std::ios::binary);
  if (!(out << filled(template_of(kind), name) << std::flush))
    throw Failure(ExitCode::usage, file.string() + ": it cannot be written: " + std::strerror(errno));
  const fs::path library = file.parent_path() / (name + ".so");
  std::cout << "wrote " << file.string() << "; fill in its formula, then\n"
            << "  assay plugins build " << file.string() << "\n  assay plugins check " << library.string() << "\n  "
            << use_of(kind, name) << '\n';
  return 0;
}

}  // namespace assay::cli
