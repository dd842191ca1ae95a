#include "launch/leak_checks.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/log.hpp"
#include "data/divide.hpp"
#include "data/equal_rows.hpp"
#include "data/leaks.hpp"
#include "data/strata.hpp"
#include "launch/former_rows.hpp"
#include "spec/canonical.hpp"

namespace assay::launch {
namespace {

/// A kind of leak: rows of which part agree with rows of which other part, and in what.
struct Kind {
  enum Basis { inputs, groups, former } basis;
  std::vector<std::int64_t> data::Rows::*part;
  std::vector<std::int64_t> data::Rows::*known;  ///< null: rows that former weights were trained on
  const char* part_name;
  const char* known_name;
};

constexpr std::array kKinds{
    Kind{Kind::inputs, &data::Rows::test, &data::Rows::train, "test", "training"},
    Kind{Kind::inputs, &data::Rows::test, &data::Rows::validation, "test", "validation"},
    Kind{Kind::inputs, &data::Rows::validation, &data::Rows::train, "validation", "training"},
    Kind{Kind::groups, &data::Rows::test, &data::Rows::train, "test", "training"},
    Kind{Kind::groups, &data::Rows::test, &data::Rows::validation, "test", "validation"},
    Kind{Kind::groups, &data::Rows::validation, &data::Rows::train, "validation", "training"},
    Kind{Kind::former, &data::Rows::test, nullptr, "test", ""},
};

/// A data set, and which of its rows are equal; nothing where none are.
struct Known {
  data::RawDataset raw;
  std::vector<std::int32_t> equal, groups;
};

/// One way of dividing one data set: folds belong to the repeat that drew them, shares to the run's seed.
struct Design {
  std::shared_ptr<const Known> known;
  spec::DataSpec spec;
  std::string from;
  std::set<std::string> seen{};                                               ///< divisions that were looked at
  std::map<std::string, std::array<data::Overlap, kKinds.size()>> by_unit{};  ///< "seed 3", "repeat 0", or ""
};

class LeakChecks {
 public:
  explicit LeakChecks(const Context& context) : context_(context), former_(context) {}

  void look(const plan::Run& run) {
    if (run.spec.data.leaks == spec::LeakRule::ignore) return;
    Design& design = design_of(run);
    const spec::Split& split = run.spec.data.split;
    const bool moves = split.folds == 0 && split.drawn() && !split.seed;
    if (moves && design.known->raw.files.empty() && !design.seen.empty()) return;  // every seed draws other rows
    std::string unit = moves ? "seed " + std::to_string(run.seed) : "", division = unit;
    if (split.folds != 0) {
      unit = split.drawn() ? "repeat " + std::to_string(*split.repeat) : "";
      division = unit + '/' + std::to_string(*split.fold);
    }
    const auto* former = former_.rows(run);  // by seed, whatever the split
    if (former) division += '/' + std::to_string(former->seed);
    if (!design.seen.insert(division).second) return;
    if (design.known->equal.empty() && design.known->groups.empty() && !former) return;
    add(design, design.by_unit[unit], run, former);
  }

  void finish() {
    for (const auto& [key, design] : designs_) {
      report_windows(design);
      for (std::size_t kind = 0; kind < kKinds.size(); ++kind) report(design, kind);
    }
    refused_.finish(ExitCode::data);
  }

 private:
  Design& design_of(const plan::Run& run) {
    const auto [known, fresh] = of_point_.try_emplace(run.shared.get(), nullptr);
    if (!fresh) return *known->second;
    spec::DataSpec data = run.spec.data;
    data.split.fold = data.split.repeat = std::nullopt;
    const std::string from = run.spec.model.init.from;
    const std::string key = DataSets::key_of(run) + spec::to_yaml(spec::canonical(data.split)) + from +
                            std::to_string(static_cast<int>(data.leaks)) + to_string(data.split.place);
    const auto [design, is_new] = designs_.try_emplace(key);
    if (is_new) design->second = {known_of(run), data, from};
    return *(known->second = &design->second);
  }

  std::shared_ptr<const Known> known_of(const plan::Run& run) {
    auto& known = data_[DataSets::key_of(run)];
    if (known) return known;
    auto made = std::make_shared<Known>();
    made->raw = context_.data.get(run);
    made->groups.assign(made->raw.groups.of_row.begin(), made->raw.groups.of_row.end());
    // Not where all rows train: it reads every number, and the worker that is forked off would hold these pages.
    const spec::Split& split = run.spec.data.split;
    // Nor of windows of a series, short ones of which are equal by nature; what these share is seen from where they
    // lie.
    const bool matters =
        (split.may_validate() || split.may_test()) && !data::windows_of(run.spec.data.source).has_value();
    auto equal = matters ? data::equal_rows(made->raw) : std::vector<std::int32_t>();
    if (const auto last = std::ranges::max_element(equal); last != equal.end() && *last + 1 < made->raw.rows)
      made->equal = std::move(equal);
    tell_bound(run, *made);
    return known = std::move(made);
  }

  static void tell_bound(const plan::Run& run, const Known& known) {
    const auto bound = known.equal.empty() ? std::nullopt : data::best_accuracy(known.raw, known.equal);
    if (!bound) return;
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", 100 * *bound);
    log::warning(to_string(place_of(run.spec.data)) +
                 ": some rows have the same inputs and different classes: no model can be right on more than " + text +
                 " % of all rows");
  }

  static void add(const Design& design, std::array<data::Overlap, kKinds.size()>& sums, const plan::Run& run,
                  const FormerRows::Rows* former) {
    const auto rows = data::divide(run.spec.data.split, design.known->raw, Random(run.seed).stream("split"));
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
      const Kind& kind = kKinds[i];
      if (kind.basis == Kind::former) {
        if (former) sums[i] += data::overlap_of(former->numbers, former->train, rows.*kind.part);
        continue;
      }
      const auto& of_row = kind.basis == Kind::inputs ? design.known->equal : design.known->groups;
      if (!of_row.empty()) sums[i] += data::overlap_of(of_row, rows.*kind.known, rows.*kind.part);
    }
  }

  void report(const Design& design, std::size_t number) {
    const data::Overlap* worst = nullptr;
    const std::string* unit = nullptr;
    for (const auto& [name, sums] : design.by_unit)
      if (sums[number].rows > 0 && (!worst || sums[number].share() > worst->share())) {
        worst = &sums[number];
        unit = &name;
      }
    if (!worst) return;
    const Kind& kind = kKinds[number];
    const std::string text =
        data::count_text(*worst, kind.part_name) + what(kind, design) + (unit->empty() ? "" : " for " + *unit);
    const bool severe = kind.basis != Kind::inputs || worst->is_telling();
    const std::string pairs = kind.basis == Kind::former ? "" : data::pairs_text(*worst, design.known->raw);
    if (severe)
      complain(design.spec, text + pairs + cure(kind, design.spec.split));
    else
      log::warning(to_string(place_of(design.spec)) + ": " + text + pairs +
                   ", too few to move a score by more than its standard error");
  }

  static std::string what(const Kind& kind, const Design& design) {
    if (kind.basis == Kind::inputs) return " have the inputs of " + std::string(kind.known_name) + " rows";
    if (kind.basis == Kind::groups) return " are of groups that " + std::string(kind.known_name) + " rows are of";
    return " are among those that the weights of '" + design.from + "' were trained on";
  }

  static std::string cure(const Kind& kind, const spec::Split& split) {
    if (kind.basis == Kind::former)
      return "; give both experiments one division, split: {seed: 1, ...}, or say leaks: tell";
    if (kind.basis == Kind::groups) return "; give a group's rows one part, or say leaks: tell";
    const bool may_group = split.by.empty() && split.shuffled && split.group.empty();
    return std::string(may_group ? "; say split: {group: duplicates, ...} to keep equal rows together"
                                 : "; leave them out of one part") +
           ", or leaks: tell if few different inputs are bound to be equal";
  }

  /// Parts of one series that training has seen.
  void report_windows(const Design& design) {
    const auto windows = data::windows_of(design.spec.source);
    const spec::Split& split = design.spec.split;
    if (!windows || windows->overlapping() == 0 || !(split.may_validate() || split.may_test())) return;
    const std::string here = "windows of " + std::to_string(windows->length) + " overlap by " +
                             std::to_string(windows->length - windows->stride);
    if (split.drawn())
      complain(design.spec, here +
                                ", and shuffled rows bring parts of validation and test windows into training; say "
                                "split: {order: sequential, ...}");
    else if (split.gap < windows->overlapping() && design.spec.source.name == "text")
      log::warning(to_string(place_of(design.spec)) + ": " + here + ", so that the first " +
                   std::to_string(windows->overlapping() - split.gap) +
                   " behind a cut have characters from before it; say split: {gap: " +
                   std::to_string(windows->overlapping()) + ", ...}");
  }

  static const Place& place_of(const spec::DataSpec& data) {
    return data.split.place.line > 0 ? data.split.place : data.place;
  }

  void complain(const spec::DataSpec& data, const std::string& text) {
    if (data.leaks == spec::LeakRule::refuse)
      refused_.add(place_of(data), text);
    else
      log::warning(to_string(place_of(data)) + ": " + text);
  }

  const Context& context_;
  FormerRows former_;
  std::map<std::string, std::shared_ptr<const Known>> data_;
  std::map<std::string, Design> designs_;
  std::map<const plan::Run::Shared*, Design*> of_point_;
  Diagnostics refused_;
};

}  // namespace

void check_leaks(const Context& context, const std::vector<plan::Run>& runs) {
  LeakChecks checks(context);
  for (const auto& run : runs) checks.look(run);
  checks.finish();
}

}  // namespace assay::launch
