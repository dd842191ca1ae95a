// What every plugin must do, whatever its kind: how its library looks from outside, and what it declares.
#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <set>
#include <sstream>

#include "check/checks.hpp"
#include "check/variations.hpp"
#include "registry/elf.hpp"

namespace assay::check {
namespace {

/// The library shows `assay_plugin` alone (names with two underscores belong to the compiler), shares nothing with
/// other libraries of the process, and calls no float function of libm, which would keep its loop scalar.
void library(Trial& trial) {
  const auto& plugin = trial.plugin();
  const auto symbols = registry::symbols_of(trial.registry().file_of(plugin.kind, plugin.name));
  static const std::regex scalar("(exp|expm1|log|log1p|tanh|erf|sin|cos|pow)f");
  for (const auto& symbol : symbols) {
    if (symbol.name.starts_with("__")) continue;
    const bool ours = symbol.name == "assay_plugin";
    trial.expect(!symbol.defined || ours,
                 [&] { return "it exports '" + symbol.name + "'; build it with assay_add_plugin"; });
    trial.expect(!symbol.unique, [&] { return "'" + symbol.name + "' is one for the whole process (STB_GNU_UNIQUE)"; });
    trial.expect(symbol.defined || !std::regex_match(symbol.name, scalar),
                 [&] { return "it calls " + symbol.name + "(), a scalar function; use those of <assay/math.hpp>"; });
  }
  trial.tell(std::to_string(std::count_if(symbols.begin(), symbols.end(), [](const auto& s) { return s.defined; })) +
             " symbol exported, ABI " + std::to_string(ASSAY_ABI));
}

bool is_name(const std::string& name) {
  return !name.empty() && std::islower(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; });
}

std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> all;
  std::istringstream in(text);
  for (std::string one; std::getline(in, one, ',');) all.push_back(std::stod(one));
  return all;
}

bool default_in_range(const ParameterSpec& parameter) {
  if (parameter.type == ParameterType::integers) {
    const auto numbers = numbers_in(parameter.text);
    return std::all_of(numbers.begin(), numbers.end(), [&](double x) { return parameter.range.contains(x); });
  }
  if (parameter.type == ParameterType::choice) {
    std::istringstream in(parameter.choices);
    for (std::string one; std::getline(in, one, '|');)
      if (one == parameter.text) return true;
    return false;
  }
  const bool number = parameter.type == ParameterType::real || parameter.type == ParameterType::integer;
  return !number || parameter.range.contains(parameter.number);
}

void declaration(Trial& trial) {
  const auto& plugin = trial.plugin();
  trial.expect(is_name(plugin.name), [&] { return "'" + plugin.name + "' is not lower case with underscores"; });
  trial.expect(!plugin.doc.empty() && plugin.doc.find('\n') == std::string::npos,
               [] { return "its documentation is not one line"; });
  std::set<std::string> names;
  for (const auto& parameter : plugin.parameters) {
    const std::string name = parameter.name;
    trial.expect(is_name(name) && names.insert(name).second,
                 [&] { return "parameter '" + name + "' is not lower case with underscores, or there twice"; });
    trial.expect(parameter.doc && *parameter.doc, [&] { return "parameter '" + name + "' has no documentation"; });
    trial.expect(parameter.is_required || default_in_range(parameter),
                 [&] { return "the default of '" + name + "' is not in its range: " + spec::describe(parameter); });
  }
  const auto ways = variations(trial);
  const std::size_t count = plugin.parameters.size();
  trial.tell(std::to_string(count) + (count == 1 ? " parameter" : " parameters") + ", used in " +
             std::to_string(ways.size()) + " ways");
}

constexpr std::array kChecks{
    Check{"library", "the library shows its one symbol and no scalar loops", 1, library},
    Check{"declaration", "names, documentation and defaults are in order", 1, declaration},
};

}  // namespace

std::span<const Check> library_checks() { return kChecks; }

}  // namespace assay::check
