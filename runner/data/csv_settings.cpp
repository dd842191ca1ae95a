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

std::vector<std::string> classes_of(const Request& request) {
  const std::string text = spec::said(request.source, "classes", "");
  if (text.empty()) return {};
  const auto classes = spec::texts_of(text);
  const Place place = place_of(request, "classes");
  if (classes.size() < 2) refuse_setting(place, "'classes' has one name, '" + classes[0] + "'; expected two or more");
  if (request.source.choice("targets") == "quantities")
    refuse_setting(place, "'classes' stands beside 'targets: quantities'; leave one of them out");
  for (auto one = classes.begin(); one != classes.end(); ++one)
    if (std::find(classes.begin(), one, *one) != one) refuse_setting(place, "'classes' has '" + *one + "' twice");
  return classes;
}

std::vector<std::pair<std::string, std::string>> spellings_of(const Request& request) {
  std::vector<std::pair<std::string, std::string>> spellings;
  const std::string text = spec::said(request.source, "spellings", "");
  if (text.empty()) return spellings;
  for (const auto& [spelling, unused, name] : spec::parse_yaml(text, "").entries)
    spellings.emplace_back(spelling, name.text);
  return spellings;
}

TargetKind target_kind_of(const std::string& word) {
  return word == "classes"      ? TargetKind::classes
         : word == "quantities" ? TargetKind::quantities
                                : TargetKind::automatic;
}

}  // namespace

Place place_of(const Request& request, std::string_view parameter) {
  const auto found = std::ranges::find(request.source.arguments, parameter, &spec::Argument::name);
  return found == request.source.arguments.end() ? request.source.place : found->place;
}

std::vector<std::pair<std::string, std::string>> parts_of(const Request& request) {
  static const std::vector<std::string> kParts{"train", "validation", "test"};
  const std::string text = spec::said(request.source, "parts", ""), file = spec::said(request.source, "file", "");
  const Place place = place_of(request, "parts");
  if (text.empty() && file.empty()) refuse_setting(place, "'file' is empty; expected the name of a file");
  if (text.empty()) return {};
  if (!file.empty()) refuse_setting(place, "'parts' stands beside 'file'; leave one of them out");
  const auto given = spec::parse_yaml(text, "");
  for (const auto& entry : given.entries)
    if (std::ranges::find(kParts, entry.key) == kParts.end())
      refuse_setting(place, "'parts' has '" + entry.key + "'; expected train, validation or test" +
                                did_you_mean(entry.key, kParts));
  std::vector<std::pair<std::string, std::string>> parts;
  for (const auto& part : kParts)
    if (const auto* one = given.find(part)) parts.emplace_back(part, one->text);
  if (parts.size() < 2 || parts[0].first != "train")
    refuse_setting(place, "'parts' needs a train file and another; expected {train: FILE, test: FILE}");
  return parts;
}

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
  layout.missing = spec::texts_of(spec::said(source, "missing", ""));
  layout.targets = spec::texts_of(source.text("target"));
  if (layout.targets.size() == 1 && layout.targets[0] == "none") layout.targets.clear();
  layout.rules = rules_of(request);
  layout.target_kind = target_kind_of(source.choice("targets"));
  layout.raw = request.steps_follow;
  layout.classes = classes_of(request);
  layout.spellings = spellings_of(request);
  return layout;
}

}  // namespace assay::data
