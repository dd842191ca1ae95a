#include <assay/error.hpp>

#include "store/layout.hpp"
#include "store/preparation.hpp"
#include "store/soundness.hpp"

namespace assay::store {
namespace {

const char* word(const std::string*) { return "a text"; }
const char* word(const std::int64_t*) { return "an integer"; }
const char* word(const double*) { return "a floating-point number"; }
const char* word(const bool*) { return "a truth value"; }
const char* word(const std::vector<std::string>*) { return "a list of texts"; }

template <class T>
T attribute(const h5::Reader& reader, const std::string& path, const std::string& name) {
  const auto found = reader.attribute(path, name);
  if (!found) throw Error(reader.name() + ": no attribute '" + name + "' of '" + path + "'");
  if (const T* value = std::get_if<T>(&*found)) return *value;
  throw Error(reader.name() + ": attribute '" + name + "' of '" + path + "' is not " + word(static_cast<T*>(nullptr)));
}

std::string text(const h5::Reader& reader, const std::string& path, const std::string& name) {
  return attribute<std::string>(reader, path, name);
}

std::uint64_t natural(const h5::Reader& reader, const std::string& path, const std::string& name) {
  return static_cast<std::uint64_t>(attribute<std::int64_t>(reader, path, name));
}

Status status(const h5::Reader& reader) {
  const std::string status_word = text(reader, "/", "status");
  try {
    return status_of(status_word);
  } catch (const Error& error) {
    throw Error(reader.name() + ": " + error.what());
  }
}

void read_identity(const h5::Reader& reader, Record& record) {
  record.id = text(reader, "/", "run_id");
  record.experiment = text(reader, "/", "experiment");
  record.question = text(reader, "/", "question");
  record.model = text(reader, "/", "model");
  record.seed = natural(reader, "/", "seed");
  if (reader.attribute("/", "fold")) record.fold = attribute<std::int64_t>(reader, "/", "fold");
  if (reader.attribute("/", "repeat")) record.repeat = attribute<std::int64_t>(reader, "/", "repeat");
  record.status = status(reader);
  record.message = text(reader, "/", "message");
}

void read_config(const h5::Reader& reader, Record& record) {
  record.config = reader.text("/config/yaml");
  record.input = reader.text("/config/input");
  for (const std::string& name : reader.attributes("/config"))
    record.config_leaves.emplace_back(name, *reader.attribute("/config", name));
  for (const std::string& name : reader.attributes("/config/axes"))
    record.axes.emplace_back(name, text(reader, "/config/axes", name));
}

std::vector<Column> read_metrics(const h5::Reader& reader) {
  std::vector<Column> columns;
  for (const std::string& name : reader.names("/metrics")) {
    const Array array = reader.array("/metrics/" + name);
    if (array.shape.rank() != 1)
      throw Error(reader.name() + ": damaged: '/metrics/" + name + "' has shape " + to_string(array.shape) +
                  "; expected a number an epoch");
    columns.push_back({name, array.as<double>()});
  }
  return columns;
}

std::vector<NamedArray> read_arrays(const h5::Reader& reader, const std::string& group) {
  std::vector<NamedArray> arrays;
  if (!reader.has(group) || !reader.attribute(group, "order")) return arrays;
  for (const std::string& name : attribute<std::vector<std::string>>(reader, group, "order"))
    arrays.push_back({name, reader.array(group + '/' + name)});
  return arrays;
}

/// The file's name stands before what does not make sense.
Record sound(Record record, void (*expect)(const Record&), const h5::Reader& reader) {
  try {
    expect(record);
  } catch (const Error& error) {
    throw Error(reader.name() + ": " + error.what());
  }
  return record;
}

void read_timing(const h5::Reader& reader, Timing& timing) {
  timing.started = text(reader, "/timing", "started");
  timing.ended = text(reader, "/timing", "ended");
  timing.seconds = attribute<double>(reader, "/timing", "seconds");
}

std::vector<DataRecord> read_data_files(const h5::Reader& reader) {
  const std::string group = "/environment/data";
  std::vector<DataRecord> files;
  if (!reader.has(group)) return files;
  for (const std::string& name : reader.names(group)) {
    const std::string path = group + '/' + name;
    files.push_back({text(reader, path, "path"), natural(reader, path, "bytes"), text(reader, path, "sha256")});
  }
  return files;
}

SearchRecord read_search(const h5::Reader& reader) {
  const std::string path = "/environment/search";
  SearchRecord search;
  if (!reader.has(path)) return search;
  search.id = text(reader, path, "id");
  search.role = text(reader, path, "role");
  search.trial = attribute<std::int64_t>(reader, path, "trial");
  search.seed = natural(reader, path, "seed");
  search.metric = text(reader, path, "metric");
  search.method = text(reader, path, "method");
  search.axes = attribute<std::vector<std::string>>(reader, path, "axes");
  search.space = attribute<std::vector<std::string>>(reader, path, "space");
  search.points = attribute<std::int64_t>(reader, path, "points");
  return search;
}

}  // namespace

Environment decode_environment(const h5::Reader& reader) {
  const std::string group = "/environment";
  Environment environment;
  const std::pair<const char*, std::string*> texts[] = {
      {"program_version", &environment.program_version},
      {"git_commit", &environment.git_commit},
      {"compiler", &environment.compiler},
      {"flags", &environment.flags},
      {"blas", &environment.blas},
      {"blas_core", &environment.blas_core},
      {"cpu", &environment.cpu},
      {"host", &environment.host},
      {"os", &environment.os},
      {"command", &environment.command},
  };
  for (const auto& [name, value] : texts) *value = text(reader, group, name);
  if (reader.attribute(group, "folder")) environment.folder = text(reader, group, "folder");
  environment.git_dirty = attribute<bool>(reader, group, "git_dirty");
  if (reader.attribute(group, "git_diff_sha256")) {
    environment.git_diff_sha256 = text(reader, group, "git_diff_sha256");
    environment.git_diff = reader.text(group + "/git_diff");
  }
  if (reader.attribute(group, "attempts")) environment.attempts = attribute<std::int64_t>(reader, group, "attempts");
  environment.threads = attribute<std::int64_t>(reader, group, "threads");
  for (const std::string& name : reader.names(group + "/plugins")) {
    const std::string path = group + "/plugins/" + name;
    environment.plugins.push_back({text(reader, path, "kind"), text(reader, path, "name"), text(reader, path, "file"),
                                   text(reader, path, "sha256")});
    if (reader.attribute(path, "checked")) environment.plugins.back().checked = text(reader, path, "checked");
  }
  environment.data = read_data_files(reader);
  environment.search = read_search(reader);
  return environment;
}

namespace {

Record read_short(const h5::Reader& reader) {
  Record record;
  read_identity(reader, record);
  read_config(reader, record);
  for (const std::string& name : reader.attributes("/final"))
    record.final_values.emplace_back(name, attribute<double>(reader, "/final", name));
  record.steps = attribute<std::int64_t>(reader, "/checkpoint", "steps");
  read_timing(reader, record.timing);
  record.environment.data = read_data_files(reader);
  record.environment.search = read_search(reader);
  return record;
}

}  // namespace

Record decode_summary(const h5::Reader& reader) { return sound(read_short(reader), expect_sound_summary, reader); }

Record decode(const h5::Reader& reader) {
  Record record = read_short(reader);
  record.metrics = read_metrics(reader);
  record.preparation = read_preparation(reader);
  record.weights = read_arrays(reader, "/weights");
  record.weights_initial = read_arrays(reader, "/weights_initial");
  record.weights_best = read_arrays(reader, "/weights_best");
  record.weights_average = read_arrays(reader, "/weights_average");
  record.buffers = read_arrays(reader, "/buffers");
  record.optimizer = read_arrays(reader, "/checkpoint/optimizer");
  if (reader.has("/checkpoint/position"))
    for (const std::string& name : reader.attributes("/checkpoint/position"))
      record.position.emplace_back(name, attribute<double>(reader, "/checkpoint/position", name));
  record.samples = read_arrays(reader, "/samples");
  if (reader.has("/samples/test_rows")) record.test_rows = reader.array("/samples/test_rows").as<std::int64_t>();
  if (reader.has("/samples/text")) record.sample_text = reader.text("/samples/text");
  if (reader.attribute("/timing", "peak_memory"))
    record.timing.peak_memory = attribute<std::int64_t>(reader, "/timing", "peak_memory");
  record.timing.epoch_seconds = reader.array("/timing/epoch_seconds").as<double>();
  record.timing.samples_per_second = reader.array("/timing/samples_per_second").as<double>();
  record.environment = decode_environment(reader);
  return sound(std::move(record), expect_sound, reader);
}

}  // namespace assay::store
