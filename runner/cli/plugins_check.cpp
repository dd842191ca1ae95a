// assay plugins check: proves a plugin, each check in a child process of its own.

#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <sstream>

#include <unistd.h>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "base/standard_streams.hpp"
#include "base/suggest.hpp"
#include "check/isolation.hpp"
#include "cli/kinds.hpp"
#include "cli/plugin_verbs.hpp"
#include "cli/session.hpp"
#include "registry/checked.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

struct Wanted {
  std::int64_t level;
  check::Conditions conditions;
  bool json;
};

std::string again(const spec::Signature& plugin, const std::string& word, std::uint64_t seed) {
  return "assay plugins check " + (word.ends_with(".so") ? word : plugin.name) + " --seed " + std::to_string(seed) +
         " --in-process";
}

/// One line a check; what went wrong below it. Colour only where somebody looks.
void print(const check::Outcome& outcome) {
  const bool passed = outcome.result == check::Result::passed;
  const bool colour = streams::obeys_escapes(STDOUT_FILENO) && !std::getenv("NO_COLOR");
  const char* paint = !colour ? "" : passed ? "\033[32m" : "\033[31m";
  std::string text = passed ? (outcome.text.empty() ? outcome.claim : outcome.text) : "not so: " + outcome.claim;
  std::ostringstream seconds;
  seconds << std::fixed << std::setprecision(2) << std::setw(6) << outcome.seconds;
  std::cout << "  " << streams::Raw{paint} << (passed ? "ok    " : "FAILED") << streams::Raw{colour ? "\033[0m" : ""}
            << "  " << std::left << std::setw(20) << outcome.check << "  " << seconds.str() << " s  " << text << '\n';
  if (!passed) {
    std::string mistakes = outcome.text;
    for (std::size_t at = 0; (at = mistakes.find('\n', at)) != std::string::npos; at += 11)
      mistakes.replace(at, 1, "\n          ");
    std::cout << "          " << mistakes << '\n';
  }
  std::cout.flush();
}

Json to_json(const check::Outcome& outcome) {
  return {{"check", outcome.check},
          {"claim", outcome.claim},
          {"result", to_string(outcome.result)},
          {"text", outcome.text},
          {"seconds", outcome.seconds}};
}

struct Report {
  Words failed;
  Json checks = Json::array();
  std::size_t count = 0;
};

Report check_one(const registry::Registry& registry, const spec::Signature& plugin, const Wanted& wanted) {
  Report report;
  if (!wanted.json) std::cout << plugin.kind << ' ' << plugin.name << ": " << plugin.doc << std::endl;
  for (const auto& check : check::checks_of(plugin.kind)) {
    if (check.level > wanted.level) continue;
    const auto outcome = check::run(check, registry, plugin, wanted.conditions);
    ++report.count;
    if (outcome.result != check::Result::passed) report.failed.push_back(outcome.check);
    if (wanted.json)
      report.checks.push_back(to_json(outcome));
    else
      print(outcome);
  }
  return report;
}

void keep(const registry::Registry& registry, const spec::Signature& plugin, const Report& report,
          const Wanted& wanted) {
  const std::string sentence =
      report.failed.empty() ? "passed " + std::to_string(report.count) + " checks" : "failed " + list_of(report.failed);
  registry::keep_checked(
      sha256_of_file(registry.file_of(plugin.kind, plugin.name)), plugin.kind + ' ' + plugin.name,
      sentence + " (level " + std::to_string(wanted.level) + ", seed " + std::to_string(wanted.conditions.seed) + ")");
}

Wanted wanted_by(const Options& options) {
  Wanted wanted{options.get<std::int64_t>("level"), {}, options.has("json")};
  if (wanted.level < 1 || wanted.level > check::kLevels)
    throw Failure(ExitCode::usage, "--level is 1, 2 or " + std::to_string(check::kLevels));
  wanted.conditions.seed = options.get<std::uint64_t>("seed");
  wanted.conditions.isolated = !options.has("in-process");
  wanted.conditions.limit = options.get<double>("limit");
  if (!(wanted.conditions.limit > 0)) throw Failure(ExitCode::usage, "--limit is a number of seconds above 0");
  return wanted;
}

}  // namespace

int check_plugin(const Words& words) {
  Options options(
      "plugins check [KIND] NAME|FILE.so [options]",
      "Proves a plugin: slope against differences, edges, memory, both precisions, speed, a small training.\n"
      "Every check runs in a process of its own. Exit code 0: all passed; 1: some failed.");
  add_session_options(options);
  options.add().add_options()("level", po::value<std::int64_t>()->default_value(check::kLevels),
                              "1: is it right; 2: and safe in a training; 3: and how fast, and does it train")(
      "seed", po::value<std::uint64_t>()->default_value(1), "of all random numbers")(
      "limit", po::value<double>()->default_value(120), "seconds that a check may take")(
      "in-process", "no child processes: for a debugger")("json", "one JSON object instead of lines");
  if (!options.parse(words)) return 0;
  if (options.words().empty() || options.words().size() > 2)
    throw Failure(ExitCode::usage, "usage: assay plugins check [KIND] NAME|FILE.so");
  const std::string& word = options.words().back();
  const Wanted wanted = wanted_by(options);
  registry::Registry registry;
  fill_registry(registry, options, {});
  bool all_passed = true;
  Json json = Json::array();
  for (const auto* plugin : named(registry, options.words(), true)) {
    const Report report = check_one(registry, *plugin, wanted);
    keep(registry, *plugin, report, wanted);
    all_passed = all_passed && report.failed.empty();
    json.push_back({{"kind", plugin->kind},
                    {"name", plugin->name},
                    {"file", registry.file_of(plugin->kind, plugin->name).string()},
                    {"seed", wanted.conditions.seed},
                    {"level", wanted.level},
                    {"passed", report.failed.empty()},
                    {"checks", report.checks}});
    if (wanted.json) continue;
    if (report.failed.empty())
      std::cout << "all " << report.count << " checks passed\n";
    else
      std::cout << report.failed.size() << " of " << report.count << " checks FAILED: " << list_of(report.failed)
                << "\nagain: " << again(*plugin, word, wanted.conditions.seed) << '\n';
  }
  if (wanted.json) std::cout << json.dump(2) << '\n';
  return all_passed ? 0 : static_cast<int>(ExitCode::some_runs_failed);
}

}  // namespace assay::cli
