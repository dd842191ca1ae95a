#include "cli/snippet.hpp"

#include <cmath>
#include <cstdint>
#include <sstream>

namespace assay::cli {
namespace {

Json list_in(const std::string& text) {
  Json list = Json::array();
  std::istringstream in(text);
  for (std::string one; std::getline(in, one, ',');) list.push_back(std::stoll(one));
  return list.size() == 1 ? list[0] : list;
}

/// JSON without quotes around words and keys is YAML in one line.
std::string yaml_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>().empty() ? "''" : value.get<std::string>();
  return value.dump();
}

}  // namespace

std::string type_word(const ParameterSpec& parameter) {
  constexpr const char* kWords[] = {"float", "integer",    "boolean", "choice", "integers",
                                    "reals", "activation", "text",    "table"};
  return kWords[static_cast<std::size_t>(parameter.type)];
}

Json default_of(const ParameterSpec& parameter) {
  switch (parameter.type) {
    case ParameterType::real:
      return parameter.is_required ? 0.5 : parameter.number;
    case ParameterType::integer:
      return static_cast<std::int64_t>(parameter.is_required ? 16 : parameter.number);
    case ParameterType::boolean:
      return parameter.number != 0;
    case ParameterType::integers:
      return list_in(parameter.is_required ? "3" : parameter.text);
    case ParameterType::reals:
      return Json::array();
    default:
      return parameter.text;
  }
}

Json choices_of(const ParameterSpec& parameter) {
  Json choices = Json::array();
  std::istringstream in{parameter.choices};
  for (std::string one; std::getline(in, one, '|');) choices.push_back(one);
  return choices;
}

std::string written_out(const spec::Signature& signature) {
  std::string inside;
  for (const auto& parameter : signature.parameters)
    inside += (inside.empty() ? "" : ", ") + std::string(parameter.name) + ": " + yaml_of(default_of(parameter));
  return inside.empty() ? signature.name : "{" + signature.name + ": {" + inside + "}}";
}

std::string snippet(const spec::Signature& signature) {
  const std::string self = written_out(signature);
  if (signature.kind == "activation")
    return "  models: {mlp: [{dense: 32}, " + self + ", {dense: 10}]}\n" +
           "  models: {mlp: [{dense: 32}, $activation, {dense: 10}]}\n  sweep: {activation: [relu, " + signature.name +
           "]}\n";
  if (signature.kind == "layer") return "  models: {net: [" + self + ", ...]}\n";
  if (signature.kind == "loss") return "  train: {loss: " + self + ", ...}\n";
  if (signature.kind == "optimizer") return "  train: {optimizer: " + self + ", ...}\n";
  return "";
}

}  // namespace assay::cli
