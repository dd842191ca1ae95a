#include "page/data.hpp"

#include "compare/summary.hpp"
#include "page/activations.hpp"
#include "page/curves.hpp"
#include "page/findings.hpp"
#include "page/grouping.hpp"
#include "page/numbers.hpp"
#include "page/provenance.hpp"
#include "page/samples.hpp"
#include "page/scores.hpp"

namespace assay::page {
namespace {

/// Numbers of an arm that are no scores.
void add_sizes(Json& grouping, std::span<const store::Record> runs, const std::string& metric) {
  const auto arms = compare::arms(runs, metric);
  for (std::size_t i = 0; i < arms.size() && i < grouping["arms"].size(); ++i) {
    auto& json = grouping["arms"][i];
    json["failed"] = arms[i].failed;
    json["parameters"] = rounded(arms[i].parameters, 6);
    json["seconds"] = rounded(arms[i].seconds, 3);
  }
}

}  // namespace

Json data(const Contents& contents) {
  const auto& [question, runs, activation_curves, notes] = contents;
  const Grouping grouping = group(runs);
  Json json{{"experiment", runs.empty() ? "" : runs.front().experiment},
            {"question", runs.empty() ? "" : runs.front().question},
            {"findings", to_json(compare::judge(runs, question))}};
  json.update(to_json(grouping));
  add_sizes(json, runs, question.metric);
  json["runs"] = scores(runs, grouping, question.metric);
  json["curves"] = curves(runs, grouping);
  json["failures"] = failures(runs, grouping);
  json["confusions"] = confusions(runs, grouping);
  json["points"] = points(runs, grouping, question.metric);
  json["images"] = images(runs, grouping, question.metric);
  json["forecasts"] = forecasts(runs, grouping, question.metric);
  json["texts"] = texts(runs, grouping, question.metric);
  json["activations"] = activations(contents, grouping);
  json["provenance"] = provenance(runs);
  json["notes"] = notes;
  return json;
}

}  // namespace assay::page
