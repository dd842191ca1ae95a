#include "report/comparison.hpp"

#include <cmath>
#include <ostream>

#include "report/arms_table.hpp"
#include "report/findings_table.hpp"
#include "report/ranks_table.hpp"
#include "report/statistics_cells.hpp"
#include "report/tuning_table.hpp"

namespace assay::report {
namespace {

void print_notes(std::ostream& out, const std::vector<std::string>& notes) {
  for (const auto& note : notes) out << "\nnote: " << note;
  if (!notes.empty()) out << '\n';
}

/// A table on the terminal.
void print_shown(std::ostream& out, Table table, bool details) {
  if (details) table.show_details();
  table.print(out);
}

void print_findings(std::ostream& out, const compare::Findings& findings, bool details) {
  if (!findings.comparisons.empty()) {
    out << "\nAgainst " << findings.question.by << ' ' << findings.question.baseline << ", paired by "
        << compare::replicate_of(findings.claim) << "; " << plural(findings.comparisons.size(), "comparison")
        << ", Holm-adjusted; differences within " << number(findings.smallest_interesting)
        << " count as equivalent\nAbout " << compare::sentence(findings.claim) << "\n\n";
    print_shown(out, findings_table(findings), details);
  }
  print_notes(out, findings.warnings);
}

void print_ranking(std::ostream& out, const compare::Ranking& ranking, bool larger_is_better) {
  out << "\nRanked on " << plural(ranking.tasks.size(), "task") << " (" << ranking.tasks_by
      << "), replicates averaged first\n\n";
  ranks_table(ranking, larger_is_better).print(out);
  if (const auto sentence = ranking_sentence(ranking); !sentence.empty()) out << '\n' << sentence << '\n';
  out << "\nMean ranks, 1 is best; a bar joins those that are not told apart (signed-rank, Holm)\n\n";
  draw_ranks(out, ranking);
  out << '\n';
  ranked_pairs_table(ranking).print(out);
  print_notes(out, ranking.warnings);
}

void print_tuning(std::ostream& out, const compare::Tuning& tuning) {
  out << "\nWhat the searches chose: median and range over seeds, or how often\n\n";
  tuning_table(tuning).print(out);
  print_notes(out, tuning.notes);
}

/// The tables one after the other, an empty line between them.
void print_tables(std::ostream& out, const Answer& answer, Table::Format format) {
  Table arms = arms_table(answer.arms, answer.asked.larger_is_better);
  arms.caption(answer.asked.metric +
               ": mean with standard deviation and 95 % t-interval, median, interquartile mean "
               "(IQM) and extremes over n runs.");
  arms.print(out, format);
  const auto next = [&](const Table& table) {
    if (table.empty()) return;
    out << '\n';
    table.print(out, format);
  };
  if (answer.tuning) next(tuning_table(*answer.tuning));
  if (answer.findings) next(findings_table(*answer.findings));
  if (!answer.ranking) return;
  next(ranks_table(*answer.ranking, answer.asked.larger_is_better));
  next(ranked_pairs_table(*answer.ranking));
}

Json ranking_json(const compare::Ranking& ranking, bool larger_is_better) {
  Json json{{"tasks_by", ranking.tasks_by},
            {"scores", ranks_table(ranking, larger_is_better).json()},
            {"pairs", ranked_pairs_table(ranking).json()},
            {"critical_difference", ranking.critical_difference},
            {"notes", ranking.warnings}};
  if (!std::isnan(ranking.friedman.p))
    json["friedman"] = {{"chi_squared", ranking.friedman.chi_squared},
                        {"p", ranking.friedman.p},
                        {"iman_davenport_f", ranking.friedman.f},
                        {"iman_davenport_p", ranking.friedman.f_p}};
  Json groups = Json::array();
  for (const auto& [first, last] : ranking.alike) {
    Json group = Json::array();
    for (std::size_t place = first; place <= last; ++place) group.push_back(ranking.levels[ranking.order[place]]);
    groups.push_back(std::move(group));
  }
  json["not_told_apart"] = std::move(groups);
  return json;
}

}  // namespace

Json to_json(const Answer& answer) {
  Json json{{"experiments", to_json(answer.experiments)},
            {"metric", answer.asked.metric},
            {"larger_is_better", answer.asked.larger_is_better},
            {"by", answer.asked.by},
            {"arms", arms_table(answer.arms, answer.asked.larger_is_better).json()}};
  if (answer.experiments.size() == 1) {
    json["experiment"] = answer.experiments.front().name;
    json["question"] = answer.experiments.front().question;
  }
  if (answer.findings) {
    json["baseline"] = answer.asked.baseline;
    json["about"] = compare::sentence(answer.findings->claim);
    json["of_new_data"] = answer.findings->claim.of_new_data;
    json["smallest_interesting"] = answer.findings->smallest_interesting;
    json["comparisons"] = findings_table(*answer.findings).json();
    json["notes"] = answer.findings->warnings;
  }
  if (answer.tuning)
    json["tuning"] = {{"metric", answer.tuning->metric},
                      {"method", answer.tuning->method},
                      {"trials", answer.tuning->trials},
                      {"arms", tuning_table(*answer.tuning).json()},
                      {"notes", answer.tuning->notes}};
  if (answer.ranking) json["ranking"] = ranking_json(*answer.ranking, answer.asked.larger_is_better);
  return json;
}

void print(std::ostream& out, const Answer& answer, Table::Format format) {
  if (format == Table::Format::json) {
    out << to_json(answer).dump(2) << '\n';
    return;
  }
  if (format != Table::Format::text) return print_tables(out, answer, format);
  for (const auto& [name, question] : answer.experiments) out << name << ": " << question << '\n';
  out << answer.asked.metric << (answer.asked.larger_is_better ? " (more is better" : " (less is better")
      << "; * best mean)\n\n";
  if (answer.tuning) out << answer.tuning->sentence() << "\n\n";
  print_shown(out, arms_table(answer.arms, answer.asked.larger_is_better), answer.details);
  if (answer.tuning) print_tuning(out, *answer.tuning);
  if (answer.findings) print_findings(out, *answer.findings, answer.details);
  if (answer.ranking) print_ranking(out, *answer.ranking, answer.asked.larger_is_better);
}

}  // namespace assay::report
