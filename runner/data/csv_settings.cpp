#include "data/csv_settings.hpp"

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "spec/setting.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::data {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 8> kDelimiters{{{"tab", '\t'},
                                                                        {"\\t", '\t'},
                                                                        {"space", ' '},
                                                                        {"blank", ' '},
                                                                        {"comma", ','},
                                                                        {"semicolon", ';'},
                                                                        {"pipe", '|'},
                                                                        {"bar", '|'}}};
constexpr std::array<std::pair<std::string_view, ColumnKind>, 3> kKinds{
    {{"number", ColumnKind::number}, {"category", ColumnKind::category}, {"ignore", ColumnKind::ignore}}};

[[noreturn]] void refuse_setting(const Place& place, const std::string& what) {
  throw Failure(ExitCode::experiment, to_string(place) + ": " + what);
}

/// Where the experiment says it; the source's place where it does not.
Place place_of(const Request& request, std::string_view parameter) {
  const auto found = std::ranges::find(request.source.arguments, parameter, &spec::Argument::name);
  return found == request.source.arguments.end() ? request.source.place : found->place;
}

/// A text, or the texts of a list, which is kept as its JSON.
std::vector<std::string> texts_of(const std::string& value) {
  if (!value.starts_with('[')) return {value};
  std::vector<std::string> texts;
  for (const auto& item : spec::parse_yaml("texts: " + value, "").find("texts")->items) texts.push_back(item.text);
  return texts;
}

ColumnKind kind_of(const std::string& column, const std::string& word, const Place& place) {
  for (const auto& [name, kind] : kKinds)
    if (name == word) return kind;
  std::vector<std::string> known;
  for (const auto& [name, kind] : kKinds) known.emplace_back(name);
  const std::string guess = did_you_mean(word, known);
  refuse_setting(place, "'columns." + column + "' is '" + word + "'; expected number, category or ignore" + guess);
}

std::vector<ColumnRule> rules_of(const Request& request) {
  const std::string text = spec::said(request.source, "columns", "");
  std::vector<ColumnRule> rules;
  if (text.empty()) return rules;
  const Place place = place_of(request, "columns");
  for (const auto& [column, unused, value] : spec::parse_yaml(text, "").entries)
    rules.push_back({column, kind_of(column, value.entries.empty() ? value.text : value.entries[0].key, place)});
  return rules;
}

TargetKind target_kind_of(const std::string& word) {
  return word == "classes"      ? TargetKind::classes
         : word == "quantities" ? TargetKind::quantities
                                : TargetKind::automatic;
}

}  // namespace

std::optional<char> delimiter_of(const std::string& text, const Place& place) {
  if (text == "auto") return std::nullopt;
  for (const auto& [name, delimiter] : kDelimiters)
    if (text == name) return delimiter;
  if (text.size() != 1 || text == "\"" || text == "\n")
    refuse_setting(place, "'delimiter' is '" + text + "'; expected one character, tab, space or auto");
  return text[0];
}

TableLayout layout_of(const Request& request) {
  const auto& source = request.source;
  TableLayout layout;
  layout.delimiter = delimiter_of(source.text("delimiter"), source.argument("delimiter").place);
  layout.comment = spec::said(source, "comment", "");
  layout.style = {spec::said(source, "decimal", ".")[0], spec::said(source, "thousands", "")};
  if (layout.style.thousands == std::string(1, layout.style.decimal))
    refuse_setting(place_of(request, "thousands"),
                   "'thousands' is '" + layout.style.thousands + "', as 'decimal'; expected another sign");
  if (layout.delimiter == layout.style.decimal)
    refuse_setting(place_of(request, "decimal"), "'decimal' is '" + std::string(1, layout.style.decimal) +
                                                     "', as 'delimiter'; say delimiter: ';' or what else divides");
  layout.encoding = spec::said(source, "encoding", "auto");
  if (const auto header = spec::said(source, "header", "auto"); header != "auto") layout.header = header == "true";
  layout.missing = texts_of(spec::said(source, "missing", ""));
  layout.targets = texts_of(source.text("target"));
  if (layout.targets.size() == 1 && layout.targets[0] == "none") layout.targets.clear();
  layout.rules = rules_of(request);
  layout.target_kind = target_kind_of(source.choice("targets"));
  return layout;
}

}  // namespace assay::data
