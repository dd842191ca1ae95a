// assay data: what an experiment's data is: columns, classes, parts. Writes nothing.

#include <algorithm>
#include <iostream>

#include "base/utf8.hpp"
#include "cli/data_facts.hpp"
#include "launch/leak_checks.hpp"
#include "report/table.hpp"

namespace assay::cli {
namespace {

using report::Table;

constexpr std::size_t kWidestName = 24, kWidestValue = 16;
constexpr std::int64_t kMostShares = 4;  // classes whose shares stand in a line

std::string percent(double part, double whole) {
  const double share = whole > 0 ? 100 * part / whole : 0;
  return report::number(share, share < 10 ? 2 : share < 99.95 ? 3 : 4) + " %";
}

/// At most so many characters.
std::string shortened(const std::string& text, std::size_t most) {
  std::size_t stop = 0;
  const auto characters = decode_utf8(text, stop);
  return characters.size() <= most ? text : encode_utf8(characters.substr(0, most - 3)) + "...";
}

std::string class_name(const data::Form& form, std::size_t k) {
  return k < form.class_names.size() ? form.class_names[k] : std::to_string(k);
}

void print_columns(const DataFacts& facts) {
  Table table;
  table.column("column", Table::Align::left);
  table.column("type", Table::Align::left);
  table.column("missing");
  table.column("distinct");
  table.column("range", Table::Align::left);
  table.column("most frequent", Table::Align::left);
  const auto rows = static_cast<double>(facts.raw.rows);
  for (const auto& one : facts.columns)
    table.row({shortened(one.name, kWidestName), one.category ? "category" : "number",
               one.missing == 0 ? "" : percent(static_cast<double>(one.missing), rows), std::to_string(one.distinct),
               one.category ? "" : report::number(one.least) + " to " + report::number(one.most),
               one.commonest.empty() ? ""
                                     : shortened(one.commonest, kWidestValue) + " (" +
                                           percent(static_cast<double>(one.commonest_count), rows) + ")"});
  if (table.empty()) return;
  std::cout << '\n';
  table.print(std::cout);
}

void print_classes(const DataFacts& facts) {
  const Part all = whole_of(facts.raw);
  if (all.classes.empty()) return;
  Table table;
  table.column("class", Table::Align::left);
  table.column("rows");
  table.column("share");
  for (std::size_t k = 0; k < all.classes.size(); ++k)
    table.row({shortened(class_name(facts.raw, k), kWidestName), std::to_string(all.classes[k]),
               percent(static_cast<double>(all.classes[k]), static_cast<double>(all.rows))});
  std::cout << '\n';
  table.print(std::cout);
}

/// "640", "640: 75.0 %, 25.0 %" or "640, 2 classes missing".
std::string part_text(const Part& part) {
  std::string text = std::to_string(part.rows);
  if (part.rows == 0 || part.classes.empty()) return text;
  const auto absent = std::ranges::count(part.classes, std::int64_t{0});
  if (static_cast<std::int64_t>(part.classes.size()) > kMostShares)
    return absent == 0 ? text
                       : text + ", " + std::to_string(absent) + (absent == 1 ? " class" : " classes") + " missing";
  for (std::size_t k = 0; k < part.classes.size(); ++k)
    text += (k == 0 ? ": " : ", ") + percent(static_cast<double>(part.classes[k]), static_cast<double>(part.rows));
  return text;
}

void print_parts(const DataFacts& facts) {
  const auto fold_of = [](const Division& one) { return one.run->spec.data.split.fold; };
  const bool folds = fold_of(facts.divisions.front()).has_value();
  Table table;
  table.column("seed");
  for (const char* name : {"repeat", "fold"})
    if (folds) table.column(name);
  for (const auto& part : facts.divisions.front().parts) table.column(part.name, Table::Align::left);
  for (const auto& division : facts.divisions) {
    std::vector<report::Cell> cells{std::to_string(division.run->seed)};
    if (folds) {
      cells.emplace_back(std::to_string(*division.run->spec.data.split.repeat));
      cells.emplace_back(std::to_string(*fold_of(division)));
    }
    for (const auto& part : division.parts) cells.emplace_back(part_text(part));
    table.row(std::move(cells));
  }
  std::cout << '\n';
  table.print(std::cout);
  if (facts.runs.size() > facts.divisions.size())
    std::cout << "and " << facts.runs.size() - facts.divisions.size() << " more " << (folds ? "folds\n" : "seeds\n");
}

void print_head(const DataFacts& facts) {
  const auto& raw = facts.raw;
  const std::string source = raw.files.empty() ? facts.runs.front()->spec.data.source.name : raw.files.front().path;
  std::cout << source << ": " << raw.rows << " rows, ";
  if (raw.columns.empty())
    std::cout << "each " << to_string(raw.input);
  else
    std::cout << raw.columns.size() << (raw.columns.size() == 1 ? " column" : " columns") << " of inputs";
  if (raw.classes > 0)
    std::cout << ", " << raw.classes << " classes\n";
  else
    std::cout << (raw.target.size() > 0 && size(raw.targets) > 0 ? ", quantities\n" : ", no targets\n");
}

/// Columns are shown even where what follows is refused.
void print_text(Session& session, DataFacts& facts) {
  print_head(facts);
  print_columns(facts);
  print_classes(facts);
  divide(session, facts);
  print_parts(facts);
  std::cout << "\na network sees " << to_string(facts.input) << '\n';
}

Json json_of(const Part& part) {
  Json made{{"rows", part.rows}};
  if (!part.classes.empty()) made["classes"] = part.classes;
  return made;
}

Json json_of(const DataFacts& facts) {
  Json made{{"source", facts.runs.front()->spec.data.source.name}, {"rows", facts.raw.rows}};
  for (const auto& file : facts.raw.files) made["files"].push_back(file.path);
  for (const auto& one : facts.columns) {
    Json column{{"name", one.name},
                {"type", one.category ? "category" : "number"},
                {"missing", one.missing},
                {"distinct", one.distinct}};
    if (!one.category && one.distinct > 0) column["range"] = {one.least, one.most};
    if (!one.commonest.empty()) column["most_frequent"] = {{"value", one.commonest}, {"rows", one.commonest_count}};
    made["columns"].push_back(std::move(column));
  }
  for (std::int64_t k = 0; k < facts.raw.classes; ++k)
    made["classes"].push_back(class_name(facts.raw, static_cast<std::size_t>(k)));
  for (const auto& division : facts.divisions) {
    Json parts{{"seed", division.run->seed}};
    if (const auto& split = division.run->spec.data.split; split.fold)
      parts["repeat"] = *split.repeat, parts["fold"] = *split.fold;
    for (const auto& part : division.parts) parts[part.name] = json_of(part);
    made["parts"].push_back(std::move(parts));
  }
  made["input"] = std::vector<std::int64_t>(facts.input.begin(), facts.input.end());
  if (!facts.inputs.empty()) made["input_names"] = facts.inputs;
  return made;
}

}  // namespace

int data(const Words& words) {
  Options options(
      "data FILE... [key=value...] [options]",
      "Says what an experiment's data is: column by column what stands there and what is missing, classes,\n"
      "the rows of each part for each seed, what a network sees, and what training would know of test rows.\n"
      "Writes nothing.");
  add_session_options(options);
  options.add().add_options()("format", boost::program_options::value<std::string>()->default_value("text"),
                              "text or json");
  if (!options.parse(words)) return 0;
  const auto& format = options.get<std::string>("format");
  if (format != "text" && format != "json")
    throw Failure(ExitCode::usage, "--format is '" + format + "'; expected text or json");
  Json all = Json::array();
  bool first = true;
  for (const auto& session : open_sessions(options)) {
    for (auto& facts : data_of(*session)) {
      load(*session, facts);
      if (format == "json") {
        divide(*session, facts);
        all.push_back(json_of(facts));
        continue;
      }
      if (!first) std::cout << '\n';
      first = false;
      print_text(*session, facts);
    }
    launch::check_leaks(session->context(), session->runs);
  }
  if (format == "json") std::cout << all.dump(2) << '\n';
  return 0;
}

}  // namespace assay::cli
