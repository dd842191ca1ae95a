// assay data: what an experiment's data is: columns, classes, parts. Writes nothing.

#include <algorithm>
#include <iostream>

#include "base/log.hpp"
#include "cli/session.hpp"
#include "data/column_facts.hpp"
#include "data/number_text.hpp"
#include "report/table.hpp"
#include "spec/canonical.hpp"

namespace assay::cli {
namespace {

using report::Table;

constexpr std::size_t kMostSeeds = 10, kWidestName = 24, kWidestValue = 16;
constexpr std::int64_t kMostShares = 4;  // classes whose shares stand in a line

/// Rows of each part in one seed's split, and of each class in it.
struct Part {
  std::string name;
  std::int64_t rows = 0;
  std::vector<std::int64_t> classes;
};

struct Seed {
  std::uint64_t seed = 0;
  std::vector<Part> parts;
};

/// One way of reading data that runs of the experiment have.
struct Facts {
  std::vector<const plan::Run*> runs;  ///< one a seed
  data::RawDataset raw;
  std::vector<data::ColumnFacts> columns;
  std::vector<std::string> inputs;  ///< names after the preparation; may be empty
  Shape input;                      ///< one sample after the preparation
  std::vector<Seed> seeds;          ///< the first ones
};

std::string percent(double part, double whole) {
  const double share = whole > 0 ? 100 * part / whole : 0;
  return report::number(share, share < 10 ? 2 : share < 99.95 ? 3 : 4) + " %";
}

std::string shortened(const std::string& text, std::size_t most) {
  return text.size() <= most ? text : text.substr(0, most - 3) + "...";
}

std::string class_name(const data::Form& form, std::size_t k) {
  return k < form.class_names.size() ? form.class_names[k] : std::to_string(k);
}

Part part_of(const data::RawDataset& raw, const char* name, const std::vector<std::int64_t>& rows) {
  Part part{name, static_cast<std::int64_t>(rows.size()),
            std::vector<std::int64_t>(raw.target.rank() == 0 ? static_cast<std::size_t>(raw.classes) : 0)};
  if (part.classes.empty()) return part;
  for (const auto row : rows) ++part.classes[static_cast<std::size_t>(data::at(raw.targets, row))];
  return part;
}

template <class T>
void add_seed(Session& session, const plan::Run& run, Facts& facts) {
  const auto prepared = session.data.prepared<T>(run);
  facts.input = prepared.data.input;
  facts.inputs = prepared.data.input_names;
  facts.seeds.push_back(
      {run.seed,
       {part_of(facts.raw, "train", prepared.rows.train), part_of(facts.raw, "validation", prepared.rows.validation),
        part_of(facts.raw, "test", prepared.rows.test)}});
}

/// All that the experiment says of its data.
std::string key_of(const plan::Run& run) { return spec::to_yaml(*spec::canonical(run.spec).find("data")); }

/// Runs by their data, the first seeds only; one run a seed.
std::vector<Facts> groups_of(const Session& session) {
  std::vector<Facts> all;
  std::vector<std::string> keys;
  for (const auto& run : session.runs) {
    const auto place = static_cast<std::size_t>(std::ranges::find(keys, key_of(run)) - keys.begin());
    if (place == keys.size()) {
      keys.push_back(key_of(run));
      all.emplace_back();
    }
    auto& runs = all[place].runs;
    if (std::ranges::none_of(runs, [&](const auto* one) { return one->seed == run.seed; })) runs.push_back(&run);
  }
  return all;
}

void load(const Session& session, Facts& facts) {
  const auto& run = *facts.runs.front();
  facts.raw = data::load_columns(run.spec.data, session.experiment.file.parent_path(), Random(run.seed).stream("data"));
  facts.columns = data::facts_of(facts.raw);
}

/// Splits and prepares; only now what is missing is refused.
void divide(Session& session, Facts& facts) {
  for (const auto* run : facts.runs) {
    if (facts.seeds.size() == kMostSeeds) return;
    run->spec.train.precision == spec::Precision::float64 ? add_seed<double>(session, *run, facts)
                                                          : add_seed<float>(session, *run, facts);
  }
}

void print_columns(const Facts& facts) {
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
  if (!table.empty()) table.print(std::cout);
}

void print_classes(const Facts& facts) {
  const Part all = [&] {
    std::vector<std::int64_t> rows(static_cast<std::size_t>(facts.raw.rows));
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::int64_t>(i);
    return part_of(facts.raw, "all", rows);
  }();
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

void print_parts(const Facts& facts) {
  Table table;
  table.column("seed");
  for (const auto& part : facts.seeds.front().parts) table.column(part.name, Table::Align::left);
  for (const auto& seed : facts.seeds) {
    std::vector<report::Cell> cells{std::to_string(seed.seed)};
    for (const auto& part : seed.parts) cells.emplace_back(part_text(part));
    table.row(std::move(cells));
  }
  std::cout << '\n';
  table.print(std::cout);
  if (facts.runs.size() > facts.seeds.size())
    std::cout << "and " << facts.runs.size() - facts.seeds.size() << " more seeds\n";
}

void print_head(const Facts& facts) {
  const auto& raw = facts.raw;
  const std::string source = raw.files.empty() ? facts.runs.front()->spec.data.source.name : raw.files.front().path;
  std::cout << source << ": " << raw.rows << " rows, ";
  if (raw.columns.empty())
    std::cout << "each " << to_string(raw.input);
  else
    std::cout << raw.columns.size() << (raw.columns.size() == 1 ? " column" : " columns") << " of inputs";
  if (raw.classes > 0)
    std::cout << ", " << raw.classes << " classes\n\n";
  else
    std::cout << (raw.target.size() > 0 && size(raw.targets) > 0 ? ", quantities\n\n" : ", no targets\n\n");
}

/// Columns are shown even where what follows is refused.
void print_text(Session& session, Facts& facts) {
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

Json json_of(const Facts& facts) {
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
  for (const auto& seed : facts.seeds) {
    Json parts{{"seed", seed.seed}};
    for (const auto& part : seed.parts) parts[part.name] = json_of(part);
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
      "the rows of each part for each seed, and what a network sees. Writes nothing.");
  add_session_options(options);
  options.add().add_options()("format", boost::program_options::value<std::string>()->default_value("text"),
                              "text or json");
  if (!options.parse(words)) return 0;
  const auto& format = options.get<std::string>("format");
  if (format != "text" && format != "json")
    throw Failure(ExitCode::usage, "--format is '" + format + "'; expected text or json");
  Json all = Json::array();
  bool first = true;
  for (const auto& session : open_sessions(options))
    for (auto& facts : groups_of(*session)) {
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
  if (format == "json") std::cout << all.dump(2) << '\n';
  return 0;
}

}  // namespace assay::cli
