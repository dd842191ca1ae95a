#include "cli/compiler_errors.hpp"

#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace assay::cli {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// "leaky.cpp:4:12: " of a line that begins so; empty for another.
std::string place_in(const std::string& line, const std::string& source) {
  if (!line.starts_with(source + ':')) return "";
  std::smatch place;
  const std::string rest = line.substr(source.size());
  static const std::regex numbers("^:[0-9]+:[0-9]+: ");
  return std::regex_search(rest, place, numbers) ? source + place.str() : "";
}

std::string first_place(const std::vector<std::string>& lines, const std::string& source) {
  for (const auto& line : lines)
    if (auto place = place_in(line, source); !place.empty()) return place;
  return source + ": ";
}

std::string parameters(int count) { return std::to_string(count) + (count == 1 ? " parameter" : " parameters"); }

/// A sentence of the SDK's own static_assert; where it counts parameters, with their numbers.
std::optional<std::string> said_by_sdk(const std::vector<std::string>& lines) {
  static const std::regex counted("taken = ([0-9]+); int declared = ([0-9]+)");
  static const std::regex sentence("error: static assertion failed(?:: | due to requirement '[^']*': )(.*)");
  std::string numbers;
  std::smatch found;
  for (const auto& line : lines) {
    if (std::regex_search(line, found, counted) && found[1] != found[2])
      numbers = "the formula takes " + parameters(std::stoi(found[1])) + " besides x, but " + found[2].str() +
                (found[2] == "1" ? " is" : " are") + " declared: ";
    if (std::regex_search(line, found, sentence)) return numbers + found[1].str();
  }
  return std::nullopt;
}

/// Of a function that knows float and double, but not the numbers from which slopes come.
std::string cure_of(const std::string& name) {
  static const std::set<std::string> known{"exp", "expm1", "log",     "log1p",    "tanh", "erf",
                                           "sin", "cos",   "sqrt",    "abs",      "pow",  "fabs",
                                           "max", "min",   "sigmoid", "softplus", "fmax", "fmin"};
  if (name == "max" || name == "min" || name == "fmax" || name == "fmin")
    return "takes two numbers of one type: write x > T(0) ? x : T(0) for the larger of x and 0";
  const std::string start = "does not know the numbers from which the slope is derived: ";
  if (name == "pow") return start + "write x * x for a square, and assay::exp(p * assay::log(x)) for x to the p";
  if (known.contains(name)) return start + "write assay::" + (name == "fabs" ? "abs" : name) + "(...)";
  return start + "make it of the functions of <assay/math.hpp>, or give the formula a slope(x) of its own that is " +
         "made of them as operator() is";
}

/// What the text of an error at a place in the source means; the text itself where that says it best.
std::string meaning(const std::string& error) {
  static const std::regex call("no matching function for call to '([a-z0-9_]+)\\(");
  static const std::regex ambiguous("call of overloaded '([a-z0-9_]+)\\(.*ambiguous");
  std::smatch found;
  const bool dual = error.find("assay::Dual<") != std::string::npos;
  if (std::regex_search(error, found, call) || std::regex_search(error, found, ambiguous)) {
    const std::string name = found[1];
    if (dual || name == "max" || name == "min") return "std::" + name + " " + cure_of(name);
  }
  if (error.find("-Werror=return-type") != std::string::npos)
    return "a way through this function ends without a value: write the missing return";
  if (dual && error.find("no match for 'operator") != std::string::npos)
    return "formulas know + - * / and < > <= >= between numbers of type T: " + error;
  if (dual && error.find("convert") != std::string::npos)
    return "write T for the type of every number, and x > T(0) for a condition: " + error;
  return error;
}

}  // namespace

std::string first_cause(const std::string& said, const std::string& source) {
  static const std::regex error("(?:fatal )?error: (.*)");
  const auto lines = lines_of(said);
  std::string in_source, elsewhere;
  std::smatch found;
  for (const auto& line : lines) {
    if (!std::regex_search(line, found, error)) continue;
    const std::string text = found[1], means = meaning(text), place = place_in(line, source);
    if (!place.empty() && means != text) return place + means;
    if (!place.empty() && in_source.empty()) in_source = place + text;
    if (elsewhere.empty()) elsewhere = first_place(lines, source) + means;
  }
  if (const auto sentence = said_by_sdk(lines)) return first_place(lines, source) + *sentence;
  return in_source.empty() ? elsewhere : in_source;
}

}  // namespace assay::cli
