#include "spec/component.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "spec/scalar.hpp"
#include "spec/setting.hpp"
#include "spec/value.hpp"

namespace assay::spec {
namespace {

/// "a", or "an" before a vowel.
std::string article(std::string_view noun) {
  return std::string("aeiou").find(noun.front()) == std::string::npos ? "a " : "an ";
}

/// "layer or activation".
std::string join(std::span<const std::string_view> kinds) {
  std::string text;
  for (const auto kind : kinds) text += (text.empty() ? "" : " or ") + std::string(kind);
  return text;
}

const Signature* look_up(const Node& at, const std::string& name, std::span<const std::string_view> kinds,
                         const Catalogue& catalogue, Diagnostics& diagnostics) {
  const Signature* found = nullptr;
  for (const auto kind : kinds) {
    const Signature* signature = catalogue.find(kind, name);
    if (signature && found)
      diagnostics.add(at.place, "'" + name + "' is both " + article(found->kind) + found->kind + " and " +
                                    article(signature->kind) + signature->kind);
    if (signature && !found) found = signature;
  }
  if (found) return found;
  std::vector<std::string> known;
  for (const auto kind : kinds)
    for (auto& other : catalogue.names(kind)) known.push_back(std::move(other));
  const std::string guess = did_you_mean(name, known);
  diagnostics.add(at.place, "unknown " + join(kinds) + " '" + name + "'" +
                                (guess.empty() ? "; there are " + list_of(known) : guess));
  return nullptr;
}

/// The parameter that a misspelt word probably means: near its name, or near what it stands for ("learning rate").
std::string suggest_parameter(const std::string& word, std::span<const ParameterSpec> parameters) {
  std::vector<std::string> known;
  for (const auto& parameter : parameters) known.emplace_back(parameter.name);
  auto guess = nearest(word, known);
  for (const auto& parameter : parameters) {
    if (guess) break;
    std::string meaning = parameter.doc;
    std::replace(meaning.begin(), meaning.end(), ' ', '_');
    if (nearest(word, std::span(&meaning, 1))) guess = parameter.name;
  }
  if (!guess) return known.empty() ? "; it takes no parameters" : "; it has " + list_of(known);
  const auto found =
      std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return *guess == p.name; });
  return "; did you mean '" + *guess + "' (" + describe(*found) + ")?";
}

/// Of a setting that came later.
bool is_default(const Argument& argument, const ParameterSpec& parameter) {
  return is_later(parameter) && std::get<std::string>(argument.value) == parameter.text;
}

/// Of what is no component: nothing, a list, or several names, of which the command line may have added one.
void complain_of_form(const Node& node, std::span<const std::string_view> kinds, Diagnostics& diagnostics) {
  const bool several = node.entries.size() > 1;
  const std::string found = several ? "a second name, '" + node.entries[1].key + "'" : describe(node);
  const std::string& first = several ? node.entries[0].key : "";
  const bool added = several && node.entries[1].place.file != node.entries[0].place.file;
  diagnostics.add(several ? node.entries[1].place : node.place,
                  added ? "the " + join(kinds) + " is '" + first + "', which '" + node.entries[1].key +
                              "' cannot stand beside; to replace it, give all of it: {" + node.entries[1].key +
                              ": {parameter: value, ...}}"
                        : "found " + found + "; expected " + article(kinds.front()) + join(kinds) +
                              " as name, {name: value} or {name: {parameter: value, ...}}");
}

Node single(const std::string& key, const Node& value) {
  Node map{Node::Kind::map, value.place, {}, false, {}, {}};
  map.entries.push_back({key, value.place, value});
  return map;
}

}  // namespace

const Argument& Component::argument(std::string_view parameter) const {
  for (const auto& one : arguments)
    if (one.name == parameter) return one;
  throw Error(kind + " '" + name + "' has no parameter '" + std::string(parameter) + "'");
}

double Component::real(std::string_view p) const { return std::get<double>(argument(p).value); }
std::int64_t Component::integer(std::string_view p) const { return std::get<std::int64_t>(argument(p).value); }
bool Component::boolean(std::string_view p) const { return std::get<bool>(argument(p).value); }
const std::string& Component::choice(std::string_view p) const { return std::get<std::string>(argument(p).value); }
const std::vector<std::int64_t>& Component::integers(std::string_view p) const {
  return std::get<std::vector<std::int64_t>>(argument(p).value);
}
const NumberTable& Component::table(std::string_view p) const { return std::get<NumberTable>(argument(p).value); }

Component read_arguments(const Signature& signature, const Place& place, const Node& values, const Catalogue& catalogue,
                         Diagnostics& diagnostics) {
  Component component{signature.kind, signature.name, place, {}};
  const std::string owner = signature.kind + " '" + signature.name + "'";
  for (const auto& entry : values.entries) {
    const auto known = std::any_of(signature.parameters.begin(), signature.parameters.end(),
                                   [&](const auto& parameter) { return entry.key == parameter.name; });
    if (!known)
      diagnostics.add(entry.place, "unknown parameter '" + entry.key + "' of " + owner +
                                       suggest_parameter(entry.key, signature.parameters));
  }
  for (const auto& parameter : signature.parameters) {
    const Node* given = values.find(parameter.name);
    if (given) {
      auto argument = read_argument(parameter, *given, owner, catalogue, diagnostics);
      if (!is_default(argument, parameter)) component.arguments.push_back(std::move(argument));
    } else if (is_later(parameter)) {
      continue;
    } else if (parameter.is_required) {
      diagnostics.add(place, owner + " needs '" + parameter.name + "' (" + describe(parameter) + "): " + parameter.doc);
    } else {
      component.arguments.push_back(default_argument(parameter, place, catalogue, diagnostics));
    }
  }
  return component;
}

Component read_component(const Node& node, std::span<const std::string_view> kinds, const Catalogue& catalogue,
                         Diagnostics& diagnostics) {
  const Node nothing{Node::Kind::map, node.place, {}, false, {}, {}};
  const bool word = node.kind == Node::Kind::scalar && !node.text.empty();
  const bool one = node.kind == Node::Kind::map && node.entries.size() == 1;
  if (!word && !one) {
    complain_of_form(node, kinds, diagnostics);
    return {};
  }
  const std::string& name = word ? node.text : node.entries[0].key;
  const Place& place = word ? node.place : node.entries[0].place;
  Node at = node;
  at.place = place;
  const Signature* signature = look_up(at, name, kinds, catalogue, diagnostics);
  if (!signature) return {};
  if (word) return read_arguments(*signature, place, nothing, catalogue, diagnostics);
  const Node& value = node.entries[0].value;
  if (value.kind == Node::Kind::map) return read_arguments(*signature, place, value, catalogue, diagnostics);
  if (value.kind == Node::Kind::null) {
    diagnostics.add(value.place, signature->kind + " '" + name + "' has a colon but no value; write '" + name +
                                     "' or {" + name + ": {parameter: value}}");
    return {};
  }
  if (signature->parameters.empty()) {
    diagnostics.add(value.place, signature->kind + " '" + name + "' takes no parameters");
    return {};
  }
  return read_arguments(*signature, place, single(signature->parameters[0].name, value), catalogue, diagnostics);
}

}  // namespace assay::spec
