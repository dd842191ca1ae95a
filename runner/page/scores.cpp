#include "page/scores.hpp"

#include <algorithm>
#include <limits>

#include "compare/bounds.hpp"
#include "compare/descriptive.hpp"
#include "compare/summary.hpp"
#include "page/numbers.hpp"

namespace assay::page {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Json describe_arm(const Arm& arm, const std::vector<double>& values, const spec::Range& range) {
  std::vector<double> scores;
  for (const std::size_t run : arm.runs) scores.push_back(values[run]);
  const auto found = compare::describe(scores, range);
  Json json{{"n", found.n}};
  if (found.n == 0) return json;
  json["mean"] = rounded(found.mean, 6);
  json["sd"] = rounded(found.deviation, 4);
  json["median"] = rounded(found.median, 6);
  json["iqm"] = rounded(found.middle_mean, 6);
  json["low"] = rounded(found.interval.low, 6);
  json["high"] = rounded(found.interval.high, 6);
  json["min"] = rounded(found.least, 6);
  json["max"] = rounded(found.most, 6);
  return json;
}

Json one_metric(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric) {
  std::vector<double> values;
  for (const auto& run : runs) values.push_back(compare::final_score(run, metric).value_or(kNone));
  const spec::Range range = compare::range_of(runs, metric);
  Json arms = Json::array();
  for (const auto& arm : grouping.arms) arms.push_back(describe_arm(arm, values, range));
  return {{"values", rounded(values, 6)}, {"arms", std::move(arms)}};
}

/// The mean of what `value` says of an arm's finished runs.
template <class Value>
Json mean_of(const Arm& arm, std::span<const store::Record> runs, int digits, Value value) {
  std::vector<double> values;
  for (const std::size_t i : arm.runs)
    if (runs[i].status == store::Status::complete) values.push_back(value(runs[i]));
  return values.empty() ? Json() : rounded(compare::describe(values).mean, digits);
}

}  // namespace

Json sizes(std::span<const store::Record> runs, const Grouping& grouping) {
  const auto named = [](const char* metric) {
    return [metric](const store::Record& run) { return compare::score(run, metric).value_or(kNone); };
  };
  Json list = Json::array();
  for (const auto& arm : grouping.arms) {
    const auto failed =
        std::ranges::count_if(arm.runs, [&](std::size_t i) { return runs[i].status != store::Status::complete; });
    list.push_back({{"failed", failed},
                    {"parameters", mean_of(arm, runs, 6, named("parameters"))},
                    {"operations", mean_of(arm, runs, 4, named("operations"))},
                    {"seconds", mean_of(arm, runs, 3, [](const auto& run) { return run.timing.seconds; })}});
  }
  return list;
}

Json scores(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric) {
  Json ids = Json::array(), seeds = Json::array(), status = Json::array(), seconds = Json::array();
  for (const auto& run : runs) {
    ids.push_back(run.id);
    seeds.push_back(run.seed);
    status.push_back(store::to_string(run.status));
    seconds.push_back(rounded(run.timing.seconds, 3));
  }
  auto names = compare::metrics_of(runs);
  if (const auto first = std::ranges::find(names, metric); first != names.end())
    std::rotate(names.begin(), first, first + 1);
  Json metrics = Json::object();
  for (const auto& name : names) metrics[name] = one_metric(runs, grouping, name);
  return {{"ids", std::move(ids)},       {"seeds", std::move(seeds)},     {"arms", grouping.arm_of},
          {"status", std::move(status)}, {"seconds", std::move(seconds)}, {"metrics", std::move(metrics)}};
}

}  // namespace assay::page
