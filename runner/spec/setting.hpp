#pragma once
/// Parameters of what is built into the program, in forms that plugins do not have: texts that may be given as a list
/// or a map, and settings that came later. A list or a map is kept as its JSON text.

#include <string>
#include <string_view>
#include <vector>

#include <assay/parameters.hpp>

#include "spec/component.hpp"

namespace assay::spec {

enum class TextForm { plain, list, map };

/// A text that may also be a list of texts.
constexpr ParameterSpec text_or_list(const char* name, const char* value, const char* doc) {
  ParameterSpec spec = text(name, value, doc);
  spec.choices = "list";
  return spec;
}

/// A map from texts to texts.
constexpr ParameterSpec text_map(const char* name, const char* doc) {
  ParameterSpec spec = text(name, "", doc);
  spec.choices = "map";
  return spec;
}

TextForm form_of(const ParameterSpec& text);

/// The text that an argument is, or the texts of its list.
std::vector<std::string> texts_of(const std::string& value);

/// A text or choice that its component did not always have. At its default it is no argument at all, so that runs keep
/// the ids that they had before there was such a setting.
constexpr ParameterSpec later(ParameterSpec spec) {
  spec.number = 1;
  return spec;
}

bool is_later(const ParameterSpec& parameter);

/// What the experiment says for a parameter that came later; `otherwise` where it says nothing.
std::string said(const Component& component, std::string_view parameter, const std::string& otherwise);

}  // namespace assay::spec
