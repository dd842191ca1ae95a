// assay compare: stored runs in a table by model and axes, and what differs from the baseline.

#include <algorithm>
#include <iostream>

#include "cli/filter.hpp"
#include "cli/question.hpp"
#include "compare/fairness.hpp"
#include "compare/pivot.hpp"
#include "report/comparison.hpp"
#include "report/pivot_table.hpp"
#include "store/pack.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

void add_compare_options(Options& options) {
  add_question_options(options);
  add_filter_options(options);
  add_tasks_option(options);
  options.add().add_options()("rows", po::value<std::string>(),
                              "instead: mean and deviation by this (model, an axis, train.batch, ...)")(
      "cols", po::value<std::string>(), "and by this, as columns")(
      "sort", po::value<std::string>(), "order of the arms: mean, sd, median, iqm, min, max, parameters, seconds")(
      "top", po::value<std::size_t>(), "show only the first so many arms; all are compared")(
      "details", "all columns: median, IQM, extremes, bootstrap, signed-rank test, effect sizes")(
      "format", po::value<std::string>()->default_value("table"), "table, csv, json, markdown or latex");
}

/// Sorts and cuts the arms that are shown.
void arrange(std::vector<compare::Arm>& arms, const Options& options, const compare::Question& question) {
  if (options.has("sort")) compare::sort_arms(arms, options.get<std::string>("sort"), question.larger_is_better);
  if (options.has("top")) arms.resize(std::min(arms.size(), options.get<std::size_t>("top")));
}

/// From the answers that a run of the metric stored beside its outputs; large tests store none, and need no warning.
std::size_t test_answers(Selection& selection, const std::string& metric) {
  for (std::size_t i = 0; i < selection.runs.size(); ++i) {
    if (!compare::score(selection.runs[i], metric)) continue;
    try {
      const auto run = store::RunReader().read(selection.files[i]);
      for (const auto& [name, array] : run.samples)
        if (name == "test_targets") return array.size();
      return 0;
    } catch (const Failure& failure) {
      add_damaged(selection, failure.what());
    }
  }
  return 0;
}

/// Of each run that stored its outputs, where they are of use.
std::vector<std::optional<compare::RowScores>> rows_of(Selection& selection, const compare::Question& question) {
  std::vector<std::optional<compare::RowScores>> rows;
  if (!compare::needs_rows(selection.runs, question)) return rows;
  rows.resize(selection.runs.size());
  store::RunReader reader;
  for (std::size_t i = 0; i < rows.size(); ++i) try {
      rows[i] = compare::row_scores(reader.read(selection.files[i]), question.metric);
    } catch (const Failure& failure) {
      add_damaged(selection, failure.what());
    }
  return rows;
}

report::Answer answer_of(const Options& options, Selection& selection, const std::string& tasks) {
  const auto question = ask(options, selection, !tasks.empty());
  report::Answer answer{report::experiments_of(selection.runs), question,
                        compare::arms(selection.runs, question.metric)};
  answer.details = options.has("details");
  arrange(answer.arms, options, question);
  answer.tuning = selection.tuning;
  if (tasks.empty()) {
    answer.findings = compare::judge(selection.runs, question, rows_of(selection, question));
    const auto answers = test_answers(selection, question.metric);
    if (const auto small = compare::small_test(selection.runs, *answer.findings, answers))
      answer.findings->warnings.push_back(*small);
  } else {
    expect_tasks(selection, tasks, question.by);
    answer.ranking = compare::rank(selection.runs, question, tasks);
  }
  return answer;
}

void print_pivot(const Options& options, Selection& selection, report::Table::Format format) {
  if (!options.has("rows")) throw Failure(ExitCode::usage, "--cols needs --rows");
  const auto question = ask(options, selection, true);
  const std::string columns = options.has("cols") ? options.get<std::string>("cols") : "";
  const auto pivot = compare::pivot(selection.runs, question.metric, options.get<std::string>("rows"), columns);
  if (format == report::Table::Format::text)
    std::cout << question.metric << (question.larger_is_better ? " (more is better" : " (less is better")
              << "; * best mean), mean ± sd\n\n";
  report::pivot_table(pivot, question.larger_is_better, format).print(std::cout, format);
  if (format != report::Table::Format::text) return;
  for (const auto& note : pivot.notes) std::cout << "\nnote: " << note;
  if (!pivot.notes.empty()) std::cout << '\n';
}

}  // namespace

int compare(const Words& words) {
  Options options(
      "compare [RESULTS...] [options]",
      "Compares stored runs. First a table of all arms (model and axis values): runs, mean, standard\n"
      "deviation, 95 % interval of the mean, parameters, training time. Then each level of --by against the\n"
      "baseline, paired by seed, with a verdict, and what that is about. Several experiments, or --tasks, are ranked "
      "instead. docs/statistics.md explains the numbers.\n\n"
      "  assay compare results/digits\n"
      "  assay compare results/digits --by activation --baseline relu -F 'model = cnn'\n"
      "  assay compare results/digits --rows model --cols activation --format latex\n"
      "  assay compare results/digits results/mnist10k --by model\n\n" +
          std::string(kFilterHelp));
  add_compare_options(options);
  if (!options.parse(words)) return 0;
  const auto format = report::format_of(options.get<std::string>("format"));
  Selection selection = select(options, places_of(options.words()));
  if (options.has("rows") || options.has("cols"))
    print_pivot(options, selection, format);
  else
    report::print(std::cout, answer_of(options, selection, tasks_by(options, selection)), format);
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
