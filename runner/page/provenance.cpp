#include "page/provenance.hpp"

#include <algorithm>

#include "page/numbers.hpp"

namespace assay::page {
namespace {

/// Adds an item, or 1 to the "runs" of the equal one that is there.
void count(Json& list, Json item) {
  for (auto& known : list) {
    Json bare = known;
    bare.erase("runs");
    if (bare != item) continue;
    known["runs"] = known["runs"].get<std::size_t>() + 1;
    return;
  }
  item["runs"] = 1;
  list.push_back(std::move(item));
}

Json program(const store::Environment& e) {
  return {{"version", e.program_version},
          {"commit", e.git_commit + (e.git_dirty ? " with uncommitted changes" : "")},
          {"compiler", e.compiler},
          {"flags", e.flags},
          {"blas", e.blas + " " + e.blas_core},
          {"cpu", e.cpu},
          {"threads", e.threads},
          {"os", e.os},
          {"host", e.host}};
}

void add_new(Json& list, Json item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
}

}  // namespace

Json provenance(std::span<const store::Record> runs) {
  Json commands = Json::array(), programs = Json::array(), plugins = Json::array(), data = Json::array();
  double seconds = 0;
  for (const auto& run : runs) {
    const auto& e = run.environment;
    count(commands, {{"text", e.command}});
    count(programs, program(e));
    for (const auto& p : e.plugins) add_new(plugins, {{"kind", p.kind}, {"name", p.name}, {"sha256", p.sha256}});
    for (const auto& d : e.data) add_new(data, {{"path", d.path}, {"bytes", d.bytes}, {"sha256", d.sha256}});
    seconds += run.timing.seconds;
  }
  return {{"commands", std::move(commands)},
          {"programs", std::move(programs)},
          {"plugins", std::move(plugins)},
          {"data", std::move(data)},
          {"input", runs.empty() ? "" : runs.front().input},
          {"seconds", rounded(seconds, 3)}};
}

Json failures(std::span<const store::Record> runs, const Grouping& grouping) {
  Json list = Json::array();
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (runs[i].status != store::Status::complete)
      list.push_back({{"arm", grouping.arm_of[i]},
                      {"seed", runs[i].seed},
                      {"id", runs[i].id},
                      {"status", store::to_string(runs[i].status)},
                      {"message", runs[i].message}});
  return list;
}

}  // namespace assay::page
