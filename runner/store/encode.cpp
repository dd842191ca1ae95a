#include <algorithm>
#include <string_view>

#include "store/layout.hpp"
#include "store/preparation.hpp"
#include "store/result_writer.hpp"
#include "store/seal.hpp"

namespace assay::store {
namespace {

std::int64_t integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }

/// A file that has nothing of what was added says so: what an older program wrote keeps its bytes in a pack.
std::int64_t format_minor_of(const Record& record) {
  const auto& made = record.preparation;
  if (!record.environment.search.id.empty()) return kFormatMinor;
  if (!record.test_rows.empty() || record.fold >= 0 || !made.steps.empty() || !made.class_weights.empty()) return 2;
  return record.preparation.empty() && record.environment.folder.empty() ? 0 : 1;
}

void write_identity(ResultWriter& writer, const Record& record) {
  const std::pair<const char*, h5::Attribute> attributes[] = {
      {"NX_class", std::string("NXroot")},
      {"default", std::string("/metrics")},
      {"format", std::string("assay")},
      {"format_major", std::int64_t{kFormatMajor}},
      {"format_minor", format_minor_of(record)},
      {"run_id", record.id},
      {"experiment", record.experiment},
      {"question", record.question},
      {"model", record.model},
      {"seed", integer(record.seed)},
      {"status", std::string(to_string(record.status))},
      {"message", record.message},
  };
  // Optional additions leave the digest of a result as it was.
  for (const auto& [name, value] : attributes)
    writer.attribute("/", name, value,
                     name == std::string_view("format_minor") ? h5::Attribute(std::int64_t{0}) : value);
  if (record.fold < 0) return;
  writer.attribute("/", "fold", record.fold);
  writer.attribute("/", "repeat", record.repeat);
}

void write_config(ResultWriter& writer, const Record& record) {
  writer.write("/config/yaml", record.config);
  writer.write("/config/input", record.input);
  for (const auto& [name, value] : record.config_leaves) writer.attribute("/config", name, value);
  writer.group("/config/axes");
  for (const auto& [name, value] : record.axes) writer.attribute("/config/axes", name, value);
}

// ---- metrics

/// "validation_loss" as a label: "validation loss".
std::string label(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// In the notation of UDUNITS, where "1" means none.
const char* unit(const std::string& column) { return column.ends_with("bits_per_character") ? "bit" : "1"; }

/// The curve that a viewer draws first: the validation loss where there is one.
std::string signal(const std::vector<Column>& columns) {
  for (const char* wanted : {"validation_loss", "train_loss"})
    for (const Column& column : columns)
      if (column.name == wanted) return wanted;
  return columns.back().name;
}

/// The curves drawn beside the signal: the other losses.
std::vector<std::string> auxiliary_signals(const std::vector<Column>& columns, const std::string& shown) {
  std::vector<std::string> names;
  for (const Column& column : columns)
    if (column.name.ends_with("loss") && column.name != shown) names.push_back(column.name);
  return names;
}

Array column_array(const Column& column) {
  const Shape shape{static_cast<std::int64_t>(column.values.size())};
  if (column.name != "epoch") return {shape, column.values};
  return {shape, std::vector<std::int64_t>(column.values.begin(), column.values.end())};
}

void write_metrics(ResultWriter& writer, const std::vector<Column>& columns) {
  writer.group("/metrics");
  writer.attribute("/metrics", "NX_class", std::string("NXdata"));
  if (columns.empty()) return;
  const std::string shown = signal(columns);
  writer.attribute("/metrics", "signal", shown);
  writer.attribute("/metrics", "axes", std::vector<std::string>{"epoch"});
  const auto beside = auxiliary_signals(columns, shown);
  if (!beside.empty()) writer.attribute("/metrics", "auxiliary_signals", beside);
  for (const Column& column : columns) {
    const std::string path = "/metrics/" + column.name;
    writer.write(path, column_array(column));
    writer.attribute(path, "units", std::string(unit(column.name)));
    writer.attribute(path, "long_name", label(column.name));
    if (column.name != "epoch") writer.scale(path, "/metrics/epoch");
  }
}

/// They follow from configuration and data, so that the digest need not tell them: results keep those that they had.
void write_test_rows(h5::Writer& writer, const std::vector<std::int64_t>& rows) {
  if (!rows.empty()) writer.write("/samples/test_rows", Array{{static_cast<std::int64_t>(rows.size())}, rows});
}

// ---- what depends on clock and machine

void write_timing(h5::Writer& writer, const Timing& timing) {
  writer.group("/timing");
  writer.attribute("/timing", "started", timing.started);
  writer.attribute("/timing", "ended", timing.ended);
  writer.attribute("/timing", "seconds", timing.seconds);
  if (timing.peak_memory > 0) writer.attribute("/timing", "peak_memory", timing.peak_memory);
  const auto write = [&](const std::string& path, const std::vector<double>& values, const char* units) {
    writer.write(path, Array{{static_cast<std::int64_t>(values.size())}, values});
    writer.attribute(path, "units", std::string(units));
  };
  write("/timing/epoch_seconds", timing.epoch_seconds, "s");
  write("/timing/samples_per_second", timing.samples_per_second, "1/s");
}

void write_plugins(h5::Writer& writer, const std::vector<PluginRecord>& plugins) {
  writer.group("/environment/plugins");
  for (const PluginRecord& plugin : plugins) {
    const std::string path = "/environment/plugins/" + plugin.kind + '.' + plugin.name;
    writer.group(path);
    writer.attribute(path, "kind", plugin.kind);
    writer.attribute(path, "name", plugin.name);
    writer.attribute(path, "file", plugin.file);
    writer.attribute(path, "sha256", plugin.sha256);
    if (!plugin.checked.empty()) writer.attribute(path, "checked", plugin.checked);
  }
}

void write_data_files(h5::Writer& writer, const std::vector<DataRecord>& files) {
  writer.group("/environment/data");
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string path = "/environment/data/" + std::to_string(i);
    writer.group(path);
    writer.attribute(path, "path", files[i].path);
    writer.attribute(path, "bytes", integer(files[i].bytes));
    writer.attribute(path, "sha256", files[i].sha256);
  }
}

void write_search(h5::Writer& writer, const SearchRecord& search) {
  if (search.id.empty()) return;
  const std::string path = "/environment/search";
  writer.group(path);
  const std::pair<const char*, h5::Attribute> attributes[] = {
      {"id", search.id},         {"role", search.role},     {"trial", search.trial}, {"seed", integer(search.seed)},
      {"metric", search.metric}, {"method", search.method}, {"axes", search.axes},   {"space", search.space},
      {"points", search.points},
  };
  for (const auto& [name, value] : attributes) writer.attribute(path, name, value);
}

void write_environment(h5::Writer& writer, const Environment& environment) {
  writer.group("/environment");
  const std::pair<const char*, h5::Attribute> attributes[] = {
      {"program_version", environment.program_version},
      {"git_commit", environment.git_commit},
      {"git_dirty", environment.git_dirty},
      {"compiler", environment.compiler},
      {"flags", environment.flags},
      {"blas", environment.blas},
      {"blas_core", environment.blas_core},
      {"cpu", environment.cpu},
      {"threads", environment.threads},
      {"attempts", environment.attempts},
      {"host", environment.host},
      {"os", environment.os},
      {"command", environment.command},
  };
  for (const auto& [name, value] : attributes) writer.attribute("/environment", name, value);
  if (!environment.folder.empty()) writer.attribute("/environment", "folder", environment.folder);
  if (!environment.git_diff_sha256.empty()) {
    writer.attribute("/environment", "git_diff_sha256", environment.git_diff_sha256);
    writer.write("/environment/git_diff", environment.git_diff);
  }
  write_plugins(writer, environment.plugins);
  write_data_files(writer, environment.data);
  write_search(writer, environment.search);
}

}  // namespace

std::string encode(h5::Writer& file, const Record& record) {
  ResultWriter writer(file);
  write_identity(writer, record);
  write_config(writer, record);
  write_metrics(writer, record.metrics);
  writer.group("/final");
  for (const auto& [name, value] : record.final_values) writer.attribute("/final", name, value);
  write_preparation(file, record.preparation);
  writer.arrays("/weights", record.weights);
  writer.arrays("/weights_initial", record.weights_initial);
  writer.arrays("/weights_best", record.weights_best);
  writer.arrays("/weights_average", record.weights_average);
  writer.arrays("/buffers", record.buffers);
  writer.group("/checkpoint");
  writer.attribute("/checkpoint", "steps", record.steps);
  writer.arrays("/checkpoint/optimizer", record.optimizer);
  if (!record.position.empty()) writer.group("/checkpoint/position");
  for (const auto& [name, value] : record.position) writer.attribute("/checkpoint/position", name, value);
  writer.arrays("/samples", record.samples);
  write_test_rows(file, record.test_rows);
  if (!record.sample_text.empty()) writer.write("/samples/text", record.sample_text);

  const std::string result = writer.digest();
  file.attribute("/", "result_sha256", result);
  write_timing(file, record.timing);  // last, so that equal results are equal bytes up to here
  write_environment(file, record.environment);
  return result;
}

Encoded encode(const Record& record) {
  h5::Writer file;
  const std::string result = encode(file, record);
  return {file.finish(), result};
}

}  // namespace assay::store
