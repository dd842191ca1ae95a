#include "store/trial_table.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFolder = "search";

Json json_of(const TrialRow& row) {
  Json values = Json::object();
  for (const auto& [axis, value] : row.values) values[axis] = value;
  return {{"run", row.run},
          {"values", std::move(values)},
          {"status", row.status},
          {"score", row.score ? Json(*row.score) : Json()}};
}

TrialRow row_of(const Json& json) {
  TrialRow row{json.at("run"), {}, json.at("status"), std::nullopt};
  for (const auto& [axis, value] : json.at("values").items()) row.values.emplace_back(axis, value);
  if (const auto& score = json.at("score"); !score.is_null()) row.score = score.get<double>();
  return row;
}

Json json_of(const TrialTable& table) {
  Json trials = Json::array();
  for (const auto& row : table.trials) trials.push_back(json_of(row));
  return {{"search", table.search.id},   {"model", table.model},          {"seed", table.search.seed},
          {"for", table.search.metric},  {"method", table.search.method}, {"axes", table.search.axes},
          {"space", table.search.space}, {"points", table.search.points}, {"trials", std::move(trials)}};
}

TrialTable table_of(const Json& json) {
  TrialTable table;
  table.model = json.at("model");
  table.search.id = json.at("search");
  table.search.role = "trial";
  table.search.seed = json.at("seed");
  table.search.metric = json.at("for");
  table.search.method = json.at("method");
  table.search.axes = json.at("axes").get<std::vector<std::string>>();
  table.search.space = json.at("space").get<std::vector<std::string>>();
  table.search.points = json.at("points");
  for (const auto& row : json.at("trials")) table.trials.push_back(row_of(row));
  return table;
}

std::string read_text(const fs::path& file) {
  const auto bytes = read_whole(file);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void write_trial_table(const fs::path& folder, const TrialTable& table) {
  const fs::path file =
      folder / kFolder / (table.model + '-' + table.search.id + '-' + std::to_string(table.search.seed) + ".json");
  const std::string text = json_of(table).dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  std::error_code error;
  if (fs::exists(file, error) && read_text(file) == text) return;
  fs::create_directories(file.parent_path(), error);
  write_whole(file, std::as_bytes(std::span(text)));
}

std::vector<TrialTable> trial_tables(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder / kFolder, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  std::ranges::sort(files);
  std::vector<TrialTable> tables;
  for (const auto& file : files) try {
      tables.push_back(table_of(Json::parse(read_text(file))));
    } catch (const std::exception&) {  // not ours, or cut off: what it says stands in the run files, or is written anew
    }
  return tables;
}

}  // namespace assay::store
