#include "launch/frozen_plan.hpp"

#include <algorithm>
#include <map>

#include <unistd.h>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "launch/environment.hpp"
#include "store/whole_file.hpp"

namespace assay::launch {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFolder = "slurm";
constexpr const char* kFile = "plan.json";

Json json_of(const FrozenRun& run) {
  Json axes = Json::object();
  for (const auto& [name, value] : run.axes) axes[name] = value;
  return {{"id", run.id}, {"model", run.model}, {"seed", run.seed}, {"axes", std::move(axes)}};
}

/// The library would take -1 for 2^64 - 1 and 1.5 for 1.
std::uint64_t number_of(const Json& json, const char* key) {
  const Json& number = json.at(key);
  if (!number.is_number_unsigned()) throw Error("its '" + std::string(key) + "' is no whole number from 0 on");
  return number;
}

FrozenRun run_of(const Json& json) {
  FrozenRun run{json.at("id"), json.at("model"), number_of(json, "seed"), {}};
  for (const auto& [name, value] : json.at("axes").items()) run.axes.emplace_back(name, value);
  return run;
}

FrozenPlan plan_of(const Json& json) {
  FrozenPlan plan;
  plan.id = json.at("id");
  plan.experiment = json.at("experiment").get<std::string>();
  plan.text = json.at("text");
  plan.overrides = json.at("overrides").get<std::vector<std::string>>();
  plan.command = json.at("command");
  plan.tasks = number_of(json, "tasks");
  for (const auto& run : json.at("runs")) plan.runs.push_back(run_of(run));
  if (plan.tasks == 0) throw Error("a plan without tasks");
  return plan;
}

}  // namespace

FrozenPlan freeze(const spec::Experiment& experiment, std::span<const std::string> overrides,
                  const std::vector<const plan::Run*>& runs) {
  FrozenPlan plan;
  plan.experiment = experiment.file;
  plan.text = experiment.text;
  plan.overrides.assign(overrides.begin(), overrides.end());
  for (const auto* run : runs) plan.runs.push_back({run->id, run->model, run->seed, run->axes});
  std::string what = utc_now() + std::to_string(::getpid()) + plan.text;
  for (const auto& run : plan.runs) what += run.id;
  plan.id = sha256(what).substr(0, 8);
  return plan;
}

fs::path plan_file(const fs::path& folder, const FrozenPlan& plan) { return folder / kFolder / plan.id / kFile; }

void write_plan(const fs::path& file, const FrozenPlan& plan) {
  Json runs = Json::array();
  for (const auto& run : plan.runs) runs.push_back(json_of(run));
  const Json json{{"id", plan.id},           {"experiment", plan.experiment.string()},
                  {"text", plan.text},       {"overrides", plan.overrides},
                  {"command", plan.command}, {"tasks", plan.tasks},
                  {"runs", std::move(runs)}};
  const std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  store::write_whole(file, std::as_bytes(std::span(text)));
}

FrozenPlan read_plan(const fs::path& file) {
  const auto bytes = store::read_whole(file);
  try {
    return plan_of(Json::parse(reinterpret_cast<const char*>(bytes.data()),
                               reinterpret_cast<const char*>(bytes.data()) + bytes.size()));
  } catch (const std::exception& error) {
    throw Failure(ExitCode::results, file.string() + ": is no plan of 'assay run --launcher slurm': " + error.what());
  }
}

std::vector<FrozenPlan> plans_in(const fs::path& folder) {
  std::vector<FrozenPlan> plans;
  std::error_code error;
  for (fs::directory_iterator entry(folder / kFolder, error), end; !error && entry != end; entry.increment(error)) try {
      const fs::path file = entry->path() / kFile;
      if (fs::exists(file)) plans.push_back(read_plan(file));
    } catch (const Error&) {  // not ours, or of another version
    }
  std::sort(plans.begin(), plans.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return plans;
}

std::vector<plan::Run> planned(std::vector<plan::Run> all, const FrozenPlan& plan) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) places[all[i].id] = i;
  std::vector<plan::Run> runs;
  for (const auto& frozen : plan.runs) {
    const auto place = places.find(frozen.id);
    if (place == places.end())
      throw Failure(ExitCode::experiment, plan.experiment.string() + ": run " + frozen.name() +
                                              " was planned, but axes from a file or a plugin's parameters are others "
                                              "now; submit it again");
    runs.push_back(std::move(all[place->second]));
  }
  return runs;
}

}  // namespace assay::launch
