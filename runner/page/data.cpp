#include "page/data.hpp"

#include "base/failure.hpp"
#include "compare/ranking.hpp"
#include "page/activations.hpp"
#include "page/curves.hpp"
#include "page/findings.hpp"
#include "page/grouping.hpp"
#include "page/provenance.hpp"
#include "page/ranks.hpp"
#include "page/samples.hpp"
#include "page/scores.hpp"
#include "report/experiments.hpp"

namespace assay::page {
namespace {

/// Levels are compared within one experiment; scores of several do not measure the same.
compare::Findings judge(const Contents& contents) {
  const bool several = contents.tasks_by == compare::kExperiments;
  if (several) return {.question = contents.question};
  std::vector<std::optional<compare::RowScores>> rows;
  if (compare::needs_rows(contents.runs, contents.question))
    for (const auto& run : contents.runs) rows.push_back(compare::row_scores(run, contents.question.metric));
  return compare::judge(contents.runs, contents.question, rows);
}

/// Null where nothing is to be ranked, or cannot be; then a note says why, and the page has the rest.
Json ranks(const Contents& contents, std::vector<std::string>& notes) {
  if (contents.tasks_by.empty()) return nullptr;
  try {
    return to_json(compare::rank(contents.runs, contents.question, contents.tasks_by));
  } catch (const Failure& failure) {
    notes.push_back(std::string("no ranks: ") + failure.what());
    return nullptr;
  }
}

}  // namespace

Json data(const Contents& contents) {
  const auto& question = contents.question;
  const auto& runs = contents.runs;
  const Grouping grouping = group(runs);
  Json json{{"experiment", runs.empty() ? "" : runs.front().experiment},
            {"question", runs.empty() ? "" : runs.front().question},
            {"experiments", report::to_json(report::experiments_of(runs))},
            {"findings", to_json(judge(contents))}};
  auto notes = contents.notes;
  json["ranks"] = ranks(contents, notes);
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
  json["notes"] = notes;
  return json;
}

}  // namespace assay::page
