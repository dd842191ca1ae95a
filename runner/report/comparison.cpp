#include "report/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <ostream>

#include "compare/bootstrap.hpp"

namespace assay::report {
namespace {

using compare::Arm;
using compare::Interval;
using Align = Table::Align;
using Audience = Table::Audience;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> axis_names(std::span<const Arm> arms) {
  std::vector<std::string> names;
  for (const auto& arm : arms)
    for (const auto& [name, value] : arm.axes)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

std::string axis_value(const Arm& arm, const std::string& axis) {
  for (const auto& [name, value] : arm.axes)
    if (name == axis) return value;
  return "";
}

const Arm* best_of(std::span<const Arm> arms, bool larger_is_better) {
  const Arm* best = nullptr;
  for (const auto& arm : arms)
    if (arm.runs > 0 &&
        (!best || (larger_is_better ? arm.scores.mean > best->scores.mean : arm.scores.mean < best->scores.mean)))
      best = &arm;
  return best;
}

std::string fixed(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string range(const Interval& interval) {
  return std::isnan(interval.low) ? "-" : number(interval.low) + " to " + number(interval.high);
}

std::string percent(const Interval& share) {
  return fixed(100 * share.low, 0) + " to " + fixed(100 * share.high, 0) + " %";
}

std::string signed_number(double value) { return (value > 0 ? "+" : "") + number(value); }

Cell probability(double p) { return {std::isnan(p) ? "-" : p < 0.0001 ? "<.0001" : fixed(p, 4), p}; }

const char* marks_of(double adjusted) {
  return adjusted < 0.001 ? "***" : adjusted < 0.01 ? "**" : adjusted < 0.05 ? "*" : "";
}

/// One column for people, two for programs.
void interval_columns(Table& table, const std::string& title, const std::string& key, bool for_people = true) {
  table.column(title, Align::right, for_people ? Audience::people : Audience::nobody);
  table.column(title, Align::right, Audience::programs, key + "_low");
  table.column(title, Align::right, Audience::programs, key + "_high");
}
void add_interval(std::vector<Cell>& row, const Interval& interval, const std::string& text) {
  row.emplace_back(text);
  row.push_back(number_cell(interval.low));
  row.push_back(number_cell(interval.high));
}

std::string plural(std::size_t n, const std::string& noun) {
  return std::to_string(n) + ' ' + noun + (n == 1 ? "" : "s");
}

/// The method in one sentence.
std::string findings_caption(const compare::Findings& findings) {
  std::size_t pairs = 0;
  for (const auto& c : findings.comparisons) pairs = std::max(pairs, c.pairs);
  return findings.question.metric + " against " + findings.question.baseline + ", paired by seed (up to " +
         plural(pairs, "pair") + "): mean difference with 95 % t-interval, paired t-test adjusted by Holm for " +
         plural(findings.comparisons.size(), "comparison") +
         " (* p < 0.05, ** p < 0.01, *** p < 0.001), exact Wilcoxon signed-rank test, and a verdict that takes "
         "differences within " +
         number(findings.smallest_interesting) + " for equivalent.";
}

std::string ranking_sentence(const compare::Ranking& ranking) {
  const auto& f = ranking.friedman;
  if (std::isnan(f.p)) return "";
  return "Friedman chi2 = " + number(f.chi_squared) + " (p = " + probability(f.p).text +
         "), Iman-Davenport F = " + number(f.f) + " (p = " + probability(f.f_p).text +
         "); critical difference of mean ranks (Nemenyi) " + number(ranking.critical_difference, 3);
}

void print_notes(std::ostream& out, const std::vector<std::string>& notes) {
  for (const auto& note : notes) out << "\nnote: " << note;
  if (!notes.empty()) out << '\n';
}

}  // namespace

Table arms_table(std::span<const Arm> arms, bool larger_is_better) {
  const auto axes = axis_names(arms);
  const auto any = [&](auto property) { return std::ranges::any_of(arms, property); };
  const bool lost = any([](const Arm& arm) { return arm.lost() > 0; });
  const bool operations = any([](const Arm& arm) { return arm.operations > 0; });
  const auto shown = [](bool yes) { return yes ? Audience::all : Audience::programs; };
  Table table;
  table.column("model", Align::left);
  for (const auto& axis : axes) table.column(axis, Align::left);
  table.column("n");
  table.column("diverged", Align::right, shown(lost));
  table.column("failed", Align::right, shown(lost));
  interval_columns(table, "95 % of lost", "lost", lost);
  table.column("mean");
  table.column("sd");
  table.column("median");
  table.column("IQM", Align::right, Audience::all, "interquartile_mean");
  interval_columns(table, "95 % of the mean", "mean");
  table.column("min");
  table.column("max");
  table.column("parameters");
  table.column("operations", Align::right, shown(operations));
  table.column("seconds");
  const auto* best = best_of(arms, larger_is_better);
  for (const auto& arm : arms) {
    const auto& s = arm.scores;
    std::vector<Cell> row{arm.model};
    for (const auto& axis : axes) row.emplace_back(axis_value(arm, axis));
    for (const auto count : {arm.runs, arm.diverged, arm.failed}) row.push_back(count_cell(count));
    add_interval(row, arm.lost_share, percent(arm.lost_share));
    row.push_back(number_cell(s.mean));
    row.back().best = &arm == best && arms.size() > 1;
    for (const double value : {s.deviation, s.median, s.middle_mean}) row.push_back(number_cell(value));
    add_interval(row, s.interval, range(s.interval));
    for (const double value : {s.least, s.most, arm.parameters, arm.operations}) row.push_back(number_cell(value));
    row.push_back(number_cell(arm.seconds, 3));
    table.row(std::move(row));
  }
  return table;
}

Table findings_table(const compare::Findings& findings) {
  const auto bootstrapped =
      std::ranges::any_of(findings.comparisons, [](const auto& c) { return c.pairs >= compare::kFewestForBootstrap; });
  Table table;
  table.column(findings.question.by, Align::left);
  table.column("pairs");
  table.column("difference");
  interval_columns(table, "95 % interval", "t");
  interval_columns(table, "95 % bootstrap", "bootstrap", bootstrapped);
  table.column("p", Align::right, Audience::programs);
  table.column("Holm p", Align::right, Audience::all, "holm_p");
  table.column("signed-rank p", Align::right, Audience::all, "signed_rank_p");
  table.column("P(better)", Align::right, Audience::all, "p_better");
  table.column("A", Align::right, Audience::all, "vargha_delaney");
  table.column("verdict", Align::left);
  table.column("", Align::right, Audience::programs, "seeds_needed");
  const auto better = [&](double share) { return findings.question.larger_is_better ? share : 1 - share; };
  for (const auto& c : findings.comparisons) {
    std::vector<Cell> row{c.level, count_cell(c.pairs), {signed_number(c.difference.mean), c.difference.mean}};
    row.back().marks = marks_of(c.adjusted);
    add_interval(row, c.difference.interval, range(c.difference.interval));
    const auto bootstrap = compare::bootstrap_of(c).value_or(Interval{kNaN, kNaN});
    add_interval(row, bootstrap, range(bootstrap));
    for (const double p : {c.p, c.adjusted, c.pairs < 2 ? kNaN : c.signed_rank.p}) row.push_back(probability(p));
    for (const double share : {c.superiority, c.vargha_delaney})
      row.push_back(c.pairs == 0 ? Cell("-", kNaN) : Cell(fixed(better(share), 2), better(share)));
    row.emplace_back(compare::words(c));
    row.push_back(c.seeds_needed == 0 ? Cell("", kNaN) : count_cell(c.seeds_needed));
    table.row(std::move(row));
  }
  table.caption(findings_caption(findings));
  return table;
}

Table ranks_table(const compare::Ranking& ranking, bool larger_is_better) {
  Table table;
  table.column(ranking.tasks_by, Align::left);
  for (const auto& level : ranking.levels) table.column(level);
  for (std::size_t task = 0; task < ranking.tasks.size(); ++task) {
    const auto& scores = ranking.scores[task];
    const double best = larger_is_better ? std::ranges::max(scores) : std::ranges::min(scores);
    std::vector<Cell> row{ranking.tasks[task]};
    for (const double score : scores) {
      row.push_back(number_cell(score));
      row.back().best = score == best;
    }
    table.row(std::move(row));
  }
  std::vector<Cell> last{"mean rank"};
  for (const double rank : ranking.ranks) last.emplace_back(fixed(rank, 2), rank);
  table.row(std::move(last));
  table.caption(ranking.metric + ", mean over seeds, and mean ranks over " + plural(ranking.tasks.size(), "task") +
                ". " + ranking_sentence(ranking) + ".");
  return table;
}

Table ranked_pairs_table(const compare::Ranking& ranking) {
  Table table;
  table.column(ranking.by, Align::left);
  table.column("against", Align::left);
  table.column("tasks");
  table.column("signed-rank p", Align::right, Audience::all, "signed_rank_p");
  table.column("Holm p", Align::right, Audience::all, "holm_p");
  for (const auto& pair : ranking.pairs)
    table.row({ranking.levels[pair.a], ranking.levels[pair.b], count_cell(ranking.tasks.size()),
               probability(pair.signed_rank.p), probability(pair.adjusted)});
  table.caption("Exact Wilcoxon signed-rank tests over " + plural(ranking.tasks.size(), "task") +
                ", adjusted by Holm for " + plural(ranking.pairs.size(), "pair") + ".");
  return table;
}

void draw_ranks(std::ostream& out, const compare::Ranking& ranking) {
  for (std::size_t place = 0; place < ranking.order.size(); ++place) {
    const std::size_t level = ranking.order[place];
    out << "  " << fixed(ranking.ranks[level], 2) << "  ";
    for (const auto& [first, last] : ranking.alike)
      out << (place < first || place > last ? "  " : place == first ? "┌ " : place == last ? "└ " : "│ ");
    out << ranking.levels[level] << '\n';
  }
}

namespace {

void print_findings(std::ostream& out, const compare::Findings& findings) {
  if (!findings.comparisons.empty()) {
    out << "\nAgainst " << findings.question.by << ' ' << findings.question.baseline << ", paired by seed; "
        << plural(findings.comparisons.size(), "comparison") << ", Holm-adjusted; differences within "
        << number(findings.smallest_interesting) << " count as equivalent\n\n";
    findings_table(findings).print(out);
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
  Json json{{"experiment", answer.experiment}, {"question", answer.question},
            {"metric", answer.asked.metric},   {"larger_is_better", answer.asked.larger_is_better},
            {"by", answer.asked.by},           {"arms", arms_table(answer.arms, answer.asked.larger_is_better).json()}};
  if (answer.findings) {
    json["baseline"] = answer.asked.baseline;
    json["smallest_interesting"] = answer.findings->smallest_interesting;
    json["comparisons"] = findings_table(*answer.findings).json();
    json["notes"] = answer.findings->warnings;
  }
  if (answer.ranking) json["ranking"] = ranking_json(*answer.ranking, answer.asked.larger_is_better);
  return json;
}

void print(std::ostream& out, const Answer& answer, Table::Format format) {
  if (format == Table::Format::json) {
    out << to_json(answer).dump(2) << '\n';
    return;
  }
  if (format != Table::Format::text) return print_tables(out, answer, format);
  out << answer.experiment << ": " << answer.question << '\n'
      << answer.asked.metric << (answer.asked.larger_is_better ? " (more is better" : " (less is better")
      << "; * best mean)\n\n";
  arms_table(answer.arms, answer.asked.larger_is_better).print(out);
  if (answer.findings) print_findings(out, *answer.findings);
  if (answer.ranking) print_ranking(out, *answer.ranking, answer.asked.larger_is_better);
}

}  // namespace assay::report
