#include "data/csv.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "data/csv_like.hpp"
#include "data/csv_settings.hpp"
#include "data/foreign.hpp"
#include "data/joined_tables.hpp"
#include "data/labels.hpp"
#include "data/one_hot.hpp"

namespace assay::data {
namespace {

/// Names only where the table has any.
std::vector<std::string> names_of(const Table& table, const std::vector<TableColumn>& columns) {
  std::vector<std::string> names;
  if (table.header)
    for (const auto& column : columns) names.push_back(column.name);
  return names;
}

void add_targets(RawDataset& data, Table& table, const TableLayout& layout, const std::string& file) {
  data.target_names = names_of(table, table.targets);
  if (table.targets.empty()) return;
  data.target = Shape({static_cast<std::int64_t>(table.targets.size())});
  for (const auto& column : table.targets) {
    if (column.missing) refuse(file, 0, 0, "no row has a value of the target; say target: none, or another column");
    if (table.targets.size() > 1 && (column.names || layout.target_kind == TargetKind::classes))
      refuse(file, 0, 0, "several targets must be quantities, but '" + column.name + "' is to be classes");
  }
  if (table.targets.size() > 1) {
    data.targets = compact(std::move(table.target_values));
    return;
  }
  Labels labels = labels_of(table.targets[0], std::move(table.target_values), layout.target_kind, layout.classes, file);
  if (!labels.note.empty()) data.notes.push_back(labels.note);
  if (labels.classes > 0) data.target = Shape();
  data.classes = labels.classes;
  data.class_names = std::move(labels.class_names);
  data.targets = compact(std::move(labels.values));
}

}  // namespace

Table table_of(Contents& contents, const TableLayout& layout, std::vector<std::string>& notes) {
  refuse_foreign(contents);
  const DecodedText decoded = decode(std::move(contents.bytes), contents.name, layout.encoding);
  if (!decoded.note.empty()) notes.push_back(decoded.note);
  return read_table(decoded.text(), contents.name, layout);
}

namespace {

/// All of `data` but its files.
void fill(RawDataset& data, Table table, const TableLayout& layout, const std::string& name) {
  if (table.inputs.empty()) refuse(name, 0, 0, "it has no column of inputs beside the target");
  data.rows = table.rows;
  data.lines = std::move(table.lines);
  data.parts = std::move(table.parts);
  data.groups = std::move(table.groups);
  add_targets(data, table, layout, name);
  check_names_of(table, name, layout, data.notes);
  take_inputs(data, table, layout.raw);
}

RawDataset load_parts(const Request& request, const TableLayout& layout) {
  RawDataset data;
  std::vector<Contents> files;
  std::vector<std::size_t> places;
  for (const auto& [part, name] : parts_of(request)) {
    files.push_back(read_file(request, name, place_of(request, "parts")));
    data.files.push_back(files.back().file);
    places.push_back(part == "train" ? 0 : part == "validation" ? 1 : 2);
  }
  const JoinedTables joined = join_tables(files, layout, data.notes);
  for (std::size_t i = 0; i < places.size(); ++i) data.given_parts[places[i]] = joined.rows[i];
  fill(data, joined.table, layout, files.front().name);
  return data;
}

}  // namespace

RawDataset parse_csv(Contents contents, const TableLayout& layout) {
  RawDataset data;
  Table table = table_of(contents, layout, data.notes);
  data.files.push_back(contents.file);
  fill(data, std::move(table), layout, contents.name);
  return data;
}

namespace {

RawDataset load_table_as(TableLayout layout, Contents contents, const Form* like) {
  if (!like) return parse_csv(std::move(contents), layout);
  layout.like = wanted_by(*like);
  std::vector<std::string> notes;
  Table table = table_of(contents, layout, notes);
  RawDataset data = conforming(std::move(table), *like, contents, layout.raw);
  data.notes.insert(data.notes.end(), notes.begin(), notes.end());
  return data;
}

}  // namespace

RawDataset load_csv(const Request& request) {
  if (!parts_of(request).empty()) return load_parts(request, layout_of(request));
  TableLayout layout = layout_of(request);
  layout.part_column = request.part_column;
  layout.group_column = request.group_column;
  return load_table_as(std::move(layout), read_file(request, "file"), request.reading.like);
}

RawDataset load_classes(const Request& request) {
  TableLayout layout;
  layout.targets = {"last"};
  layout.target_kind = TargetKind::classes;
  RawDataset data = load_table_as(std::move(layout), read_file(request, "file"), request.reading.like);
  data.input_names.clear();  // iris has the names of its classes there
  data.target_names.clear();
  return data;
}

RawDataset load_sunspots(const Request& request) {
  TableLayout layout;
  layout.targets = {"last"};
  layout.target_kind = TargetKind::quantities;
  const auto series = parse_csv(read_file(request, "file"), layout);
  const std::int64_t window = request.source.integer("window");
  if (series.rows <= window)
    refuse(
        request.source.text("file"), 0, 0,
        "it has " + std::to_string(series.rows) + " rows; expected more than the window of " + std::to_string(window));
  RawDataset data;
  data.files = series.files;
  data.input = Shape({window, 1});
  data.target = Shape({1});
  data.target_names = series.target_names;
  data.input_unit = data.target_unit = request.source.real("unit");
  data.rows = series.rows - window;
  std::vector<double> inputs, targets;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    for (std::int64_t t = 0; t < window; ++t) inputs.push_back(at(series.targets, row + t));
    targets.push_back(at(series.targets, row + window));
  }
  data.inputs = compact(std::move(inputs));
  data.targets = compact(std::move(targets));
  return data;
}

}  // namespace assay::data
