// The schema of components: what the catalogue's declarations say, in JSON Schema's words.
#include <cmath>
#include <sstream>

#include "spec/schema.hpp"
#include "spec/setting.hpp"

namespace assay::spec {
namespace {

Json reference(const char* name) { return {{"$ref", std::string("#/$defs/") + name}}; }

/// Every value may be an axis's, "$rate".
Json or_axis(Json schema) { return {{"anyOf", Json::array({std::move(schema), reference("axis")})}}; }

Json number(const char* type, const Range& range) {
  Json schema{{"type", type}};
  if (std::isfinite(range.low)) schema[range.open_low ? "exclusiveMinimum" : "minimum"] = range.low;
  if (std::isfinite(range.high)) schema[range.open_high ? "exclusiveMaximum" : "maximum"] = range.high;
  return schema;
}

Json words(const char* choices) {
  Json list = Json::array();
  std::istringstream in{choices};
  for (std::string one; std::getline(in, one, '|');) list.push_back(one);
  return {{"enum", std::move(list)}};
}

Json text_schema(TextForm form) {
  const Json text{{"type", Json::array({"string", "number", "boolean"})}};
  if (form == TextForm::map) return {{"type", "object"}};
  if (form == TextForm::plain) return text;
  return {{"anyOf", Json::array({text, {{"type", "array"}, {"items", text}}})}};
}

Json plain_schema(const ParameterSpec& parameter) {
  switch (parameter.type) {
    case ParameterType::real:
      return number("number", parameter.range);
    case ParameterType::integer:
      return number("integer", parameter.range);
    case ParameterType::boolean:
      return {{"type", "boolean"}};
    case ParameterType::choice:
      return words(parameter.choices);
    case ParameterType::integers: {
      const Json one = number("integer", parameter.range);
      return {{"anyOf", Json::array({one, {{"type", "array"}, {"items", or_axis(one)}, {"minItems", 1}}})}};
    }
    case ParameterType::reals: {
      const Json one = number("number", parameter.range);
      return {{"anyOf", Json::array({one, {{"type", "array"}, {"items", or_axis(one)}}})}};
    }
    case ParameterType::activation:
      return reference("activation");
    case ParameterType::text:
      return text_schema(form_of(parameter));
    case ParameterType::table:
      return {{"type", "array"}, {"items", {{"type", "array"}, {"items", {{"type", "number"}}}}}};
  }
  return Json::object();
}

/// What stands behind a component's name: its first parameter's value, or a map of parameters.
Json value_schema(const Signature& signature) {
  Json properties = Json::object(), required = Json::array();
  for (const auto& parameter : signature.parameters) {
    properties[parameter.name] = parameter_schema(parameter);
    if (parameter.is_required) required.push_back(parameter.name);
  }
  Json map{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) map["required"] = required;
  if (signature.parameters.empty()) return map;
  Json ways = Json::array({map});
  const bool one_is_enough = required.empty() || (required.size() == 1 && required[0] == signature.parameters[0].name);
  if (one_is_enough) ways.push_back(parameter_schema(signature.parameters[0]));
  return {{"description", signature.doc}, {"anyOf", ways}};
}

bool needs_nothing(const Signature& signature) {
  for (const auto& parameter : signature.parameters)
    if (parameter.is_required) return false;
  return true;
}

}  // namespace

Json parameter_schema(const ParameterSpec& parameter) {
  Json ways = Json::array({plain_schema(parameter), reference("axis")});
  if (parameter.is_trainable) {
    ways.push_back({{"enum", Json::array({"trainable", "trainable per channel"})}});
    ways.push_back({{"type", "object"},
                    {"properties",
                     {{"trainable", or_axis(number("number", parameter.range))},
                      {"per", {{"enum", Json::array({"layer", "channel"})}}}}},
                    {"required", Json::array({"trainable"})},
                    {"additionalProperties", false}});
  }
  Json schema{{"description", std::string(parameter.doc) + " (" + describe(parameter) + ")"}, {"anyOf", ways}};
  if (!parameter.is_required && (parameter.type == ParameterType::real || parameter.type == ParameterType::integer))
    schema["default"] = parameter.number;
  return schema;
}

Json component_schema(std::span<const std::string_view> kinds, const Catalogue& catalogue) {
  Json alone = Json::array(), properties = Json::object();
  for (const auto kind : kinds)
    for (const auto& name : catalogue.names(kind)) {
      const Signature& signature = *catalogue.find(kind, name);
      if (needs_nothing(signature)) alone.push_back(name);
      properties[name] = value_schema(signature);
    }
  const Json map{{"type", "object"},
                 {"properties", properties},
                 {"additionalProperties", false},
                 {"minProperties", 1},
                 {"maxProperties", 1}};
  return {{"anyOf", Json::array({{{"enum", alone}}, map, reference("axis")})}};
}

}  // namespace assay::spec
