#include "spec/setting.hpp"

#include <algorithm>

#include "spec/yaml_reader.hpp"

namespace assay::spec {

TextForm form_of(const ParameterSpec& text) {
  const std::string_view form = text.choices;
  return form == "list" ? TextForm::list : form == "map" || form == "files" ? TextForm::map : TextForm::plain;
}

std::vector<std::string> texts_of(const std::string& value) {
  if (!value.starts_with('[')) return {value};
  std::vector<std::string> texts;
  for (const auto& item : parse_yaml("texts: " + value, "").find("texts")->items) texts.push_back(item.text);
  return texts;
}

bool is_later(const ParameterSpec& parameter) {
  return (parameter.type == ParameterType::text || parameter.type == ParameterType::choice) && parameter.number == 1;
}

std::string said(const Component& component, std::string_view parameter, const std::string& otherwise) {
  const auto found = std::ranges::find(component.arguments, parameter, &Argument::name);
  return found == component.arguments.end() ? otherwise : std::get<std::string>(found->value);
}

}  // namespace assay::spec
