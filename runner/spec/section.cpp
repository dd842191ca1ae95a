#include "spec/section.hpp"

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "spec/scalar.hpp"
#include "spec/value.hpp"

namespace assay::spec {

bool is_none(const Node& node) { return node.kind == Node::Kind::scalar && node.text == "none"; }

Section::Section(const Node& node, std::string name, Diagnostics& diagnostics)
    : node_(node), name_(std::move(name)), diagnostics_(diagnostics) {
  if (node.kind != Node::Kind::map && node.kind != Node::Kind::null)
    diagnostics_.add(node.place, "'" + name_ + "' is " + describe(node) + "; expected a map of settings");
}

const Node* Section::get(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  return node_.find(key);
}

const Node* Section::optional(std::string_view key) {
  const Node* found = get(key);
  return found && is_none(*found) ? nullptr : found;
}

const Node* Section::need(std::string_view key, const std::string& expected) {
  const Node* found = get(key);
  if (found && found->kind == Node::Kind::null) {
    diagnostics_.add(found->place, "'" + name_ + "' has no value for '" + std::string(key) + "': " + expected);
    return nullptr;
  }
  const bool section = node_.kind == Node::Kind::map || node_.kind == Node::Kind::null;
  if (!found && section)  // what is no map was complained about already
    diagnostics_.add(node_.place, "'" + name_ + "' needs '" + std::string(key) + "': " + expected);
  return found;
}

void Section::complain(const Node& node, std::string_view key, const std::string& expected) {
  diagnostics_.add(node.place,
                   "'" + name_ + "." + std::string(key) + "' is " + describe(node) + "; expected " + expected);
}

double Section::real(std::string_view key, double otherwise, const Range& range) {
  const Node* node = get(key);
  if (!node) return otherwise;
  const auto value = to_real(*node);
  if (value && range.contains(*value)) return *value;
  const ParameterSpec shown = assay::real("", required, "", range);
  std::string expected = describe(shown);
  expected.resize(expected.rfind(','));
  complain(*node, key, expected);
  return otherwise;
}

std::int64_t Section::integer(std::string_view key, std::int64_t otherwise, std::int64_t least) {
  const Node* node = get(key);
  if (!node) return otherwise;
  const auto value = to_integer(*node);
  if (value && *value >= least) return *value;
  complain(*node, key, "integer >= " + std::to_string(least));
  return otherwise;
}

bool Section::boolean(std::string_view key, bool otherwise) {
  const Node* node = get(key);
  if (!node) return otherwise;
  const auto value = to_boolean(*node);
  if (!value) complain(*node, key, "true or false");
  return value.value_or(otherwise);
}

std::string Section::text(std::string_view key, const std::string& otherwise) {
  const Node* node = get(key);
  if (!node) return otherwise;
  if (node->kind != Node::Kind::scalar) complain(*node, key, "a word");
  return node->text;
}

std::size_t Section::choice(std::string_view key, std::span<const std::string_view> words, std::size_t otherwise) {
  const Node* node = get(key);
  if (!node) return otherwise;
  const auto found = std::find(words.begin(), words.end(), node->text);
  if (node->kind == Node::Kind::scalar && found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::vector<std::string> known(words.begin(), words.end());
  complain(*node, key, "one of " + list_of(known) + did_you_mean(node->text, known));
  return otherwise;
}

Component Section::component(std::string_view key, std::string_view kind, const Catalogue& catalogue) {
  const Node* node = get(key);
  if (!node) return {};
  const std::array kinds{kind};
  return read_component(*node, kinds, catalogue, diagnostics_);
}

void Section::finish() {
  for (const auto& entry : node_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    const std::string guess = did_you_mean(entry.key, known_);
    diagnostics_.add(entry.place, "unknown key '" + entry.key + "' in '" + name_ + "'" +
                                      (guess.empty() ? "; it may have " + list_of(known_) : guess));
  }
}

}  // namespace assay::spec
