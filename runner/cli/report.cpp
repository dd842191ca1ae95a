// assay report: stored runs as one page for colleagues.

#include <iostream>

#include "cli/activation_curves.hpp"
#include "cli/filter.hpp"
#include "cli/question.hpp"
#include "cli/session.hpp"
#include "cli/winners.hpp"
#include "compare/grouping.hpp"
#include "page/page.hpp"
#include "report/table.hpp"
#include "store/put_output.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

/// Plugins are needed for the curves of activations alone; without them the page has all the rest.
std::vector<page::ActivationCurve> curves(const Options& options, page::Contents& contents) {
  registry::Registry registry;
  try {
    fill_registry(registry, options, {});
  } catch (const Failure& failure) {
    contents.notes.push_back("some plugins could not be loaded: " + std::string(failure.what()));
  }
  return activation_curves(contents.runs, registry, contents.notes);
}

/// Each run is drawn once.
void leave_out_repeated(page::Contents& contents) {
  const auto grouping = compare::group_runs(contents.runs);
  if (const auto note = compare::note_of_repeated(grouping)) contents.notes.push_back(*note);
  for (auto run = grouping.repeated.rbegin(); run != grouping.repeated.rend(); ++run)
    contents.runs.erase(contents.runs.begin() + static_cast<std::ptrdiff_t>(*run));
}

page::Contents contents_of(const Options& options, Selection& selection) {
  page::Contents contents;
  contents.tasks_by = tasks_by(options, selection);
  contents.question = ask(options, selection, !contents.tasks_by.empty());
  if (!contents.tasks_by.empty()) expect_tasks(selection, contents.tasks_by, contents.question.by);
  if (selection.tuning) {
    contents.notes.push_back(selection.tuning->sentence());
    for (const auto& note : selection.tuning->notes) contents.notes.push_back(note);
  }
  const Selection chosen =
      selection.tuning ? selection : Selection();  // read_each takes the summaries along as it goes
  read_each(selection, [&](store::Record run) {
    forget_searched(chosen, run);
    contents.runs.push_back(page::without_weights(std::move(run)));
  });
  leave_out_repeated(contents);
  for (const auto& damaged : selection.damaged) contents.notes.push_back("not read: " + damaged);
  contents.activations = curves(options, contents);
  return contents;
}

}  // namespace

int report(const Words& words) {
  Options options(
      "report [RESULTS...] [-o report.html] [options]",
      "Writes stored runs as one page: verdict, tables, learning curves, distributions, differences, samples,\n"
      "and how to make the runs again. The file needs nothing else: open it in a browser, send it by mail.\n\n"
      "  assay report results/digits -o digits.html\n"
      "  assay report results/digits --by activation -F 'model = cnn'\n\n" +
          std::string(kFilterHelp));
  add_question_options(options);
  add_filter_options(options);
  add_tasks_option(options);
  options.add().add_options()("output,o", po::value<std::string>()->default_value("report.html"), "the file to write")(
      "plugins", po::value<Words>()->composing(),
      "a folder of plugins, or one library; repeatable. Only to draw activations");
  if (!options.parse(words)) return 0;
  Selection selection = select(options, places_of(options.words()));
  const page::Contents contents = contents_of(options, selection);
  const std::string file = options.get<std::string>("output"), page = page::make_page(contents);
  store::put_output(file, std::as_bytes(std::span(page)));
  std::cout << file << ": " << contents.runs.size() << (contents.runs.size() == 1 ? " run, " : " runs, ")
            << report::number(static_cast<double>(page.size()) / 1e6, 2) << " MB\n";
  return selection.damaged.empty() ? 0 : static_cast<int>(ExitCode::results);
}

}  // namespace assay::cli
