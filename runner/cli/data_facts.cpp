#include "cli/data_facts.hpp"

#include <algorithm>
#include <numeric>

#include "data/number_text.hpp"
#include "spec/canonical.hpp"

namespace assay::cli {
namespace {

constexpr std::size_t kMostDivisions = 10;

template <class T>
void add_division(Session& session, const plan::Run& run, DataFacts& facts) {
  const auto prepared = session.data.prepared<T>(run);
  facts.input = prepared.data.input;
  facts.inputs = prepared.data.input_names;
  facts.divisions.push_back(
      {&run,
       {part_of(facts.raw, "train", prepared.rows.train), part_of(facts.raw, "validation", prepared.rows.validation),
        part_of(facts.raw, "test", prepared.rows.test)}});
}

/// All that the experiment says of its data but which fold of it a run has.
std::string key_of(const plan::Run& run) {
  spec::RunSpec spec = run.spec;
  spec.data.split.fold = spec.data.split.repeat = std::nullopt;
  return spec::to_yaml(*spec::canonical(spec).find("data"));
}

bool is_same_division(const plan::Run& a, const plan::Run& b) {
  const spec::Split &one = a.spec.data.split, &other = b.spec.data.split;
  return a.seed == b.seed && one.fold == other.fold && one.repeat == other.repeat;
}

}  // namespace

Part part_of(const data::RawDataset& raw, const char* name, const std::vector<std::int64_t>& rows) {
  Part part{name, static_cast<std::int64_t>(rows.size()),
            std::vector<std::int64_t>(raw.target.rank() == 0 ? static_cast<std::size_t>(raw.classes) : 0)};
  if (part.classes.empty()) return part;
  for (const auto row : rows) ++part.classes[static_cast<std::size_t>(data::at(raw.targets, row))];
  return part;
}

Part whole_of(const data::RawDataset& raw) {
  std::vector<std::int64_t> rows(static_cast<std::size_t>(raw.rows));
  std::iota(rows.begin(), rows.end(), std::int64_t{0});
  return part_of(raw, "all", rows);
}

std::vector<DataFacts> data_of(const Session& session) {
  std::vector<DataFacts> all;
  std::vector<std::string> keys;
  for (const auto& run : session.runs) {
    const auto place = static_cast<std::size_t>(std::ranges::find(keys, key_of(run)) - keys.begin());
    if (place == keys.size()) {
      keys.push_back(key_of(run));
      all.emplace_back();
    }
    auto& runs = all[place].runs;
    if (std::ranges::none_of(runs, [&](const auto* one) { return is_same_division(*one, run); })) runs.push_back(&run);
  }
  return all;
}

void load(const Session& session, DataFacts& facts) {
  const auto& run = *facts.runs.front();
  facts.raw = data::load_columns(run.spec.data, session.experiment.file.parent_path(), Random(run.seed).stream("data"));
  facts.columns = data::facts_of(facts.raw);
}

void divide(Session& session, DataFacts& facts) {
  for (const auto* run : facts.runs) {
    if (facts.divisions.size() == kMostDivisions) return;
    run->spec.train.precision == spec::Precision::float64 ? add_division<double>(session, *run, facts)
                                                          : add_division<float>(session, *run, facts);
  }
}

}  // namespace assay::cli
