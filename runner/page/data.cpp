#include "page/data.hpp"

#include "compare/ranking.hpp"
#include "page/activations.hpp"
#include "page/curves.hpp"
#include "page/findings.hpp"
#include "page/grouping.hpp"
#include "page/provenance.hpp"
#include "page/ranks.hpp"
#include "page/samples.hpp"
#include "page/scores.hpp"

namespace assay::page {
namespace {

/// Levels are compared within one experiment; scores of several do not measure the same.
compare::Findings judge(const Contents& contents) {
  const bool several = contents.tasks_by == compare::kExperiments;
  return several ? compare::Findings{.question = contents.question} : compare::judge(contents.runs, contents.question);
}

}  // namespace

Json data(const Contents& contents) {
  const auto& question = contents.question;
  const auto& runs = contents.runs;
  const Grouping grouping = group(runs);
  Json json{{"experiment", runs.empty() ? "" : runs.front().experiment},
            {"question", runs.empty() ? "" : runs.front().question},
            {"findings", to_json(judge(contents))}};
  json["ranks"] = contents.tasks_by.empty() ? Json() : to_json(compare::rank(runs, question, contents.tasks_by));
  json.update(to_json(grouping));
  json["sizes"] = sizes(runs, grouping);
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
  json["notes"] = contents.notes;
  return json;
}

}  // namespace assay::page
