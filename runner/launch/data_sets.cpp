#include "launch/data_sets.hpp"

#include "base/log.hpp"
#include "data/divide.hpp"
#include "spec/canonical.hpp"

namespace assay::launch {
namespace {

/// All that the source is asked for, as text; columns that the split names are no inputs.
std::string key_of(const spec::DataSpec& data) {
  const spec::Split& split = data.split;
  const std::string columns = split.has_column() ? split.by + '\n' + split.group + '\n' : "";
  return columns + spec::to_yaml(spec::canonical(data.source)) + (data.prepare.empty() ? "" : "raw");
}

/// All that is done with it.
std::string preparation_of(const spec::DataSpec& spec) {
  std::string text = std::to_string(static_cast<int>(spec.scale)) + std::to_string(static_cast<int>(spec.target_scale));
  if (spec.balanced) text += "balanced";
  for (const auto& step : spec.prepare) text += spec::to_yaml(spec::canonical(step));
  return text;
}

}  // namespace

std::string DataSets::key_of(const plan::Run& run) { return launch::key_of(run.spec.data); }

data::RawDataset DataSets::get(const spec::RunSpec& spec, std::uint64_t seed) {
  const std::string key = launch::key_of(spec.data);
  if (const auto found = kept_.find(key); found != kept_.end()) return found->second;
  auto loaded = data::load(spec.data, folder_, Random(seed).stream("data"), {.precision = spec.train.precision});
  files_[key] = loaded.files;
  for (const auto& note : loaded.notes) log::info(note);
  if (!loaded.files.empty()) kept_.emplace(key, loaded);
  return loaded;
}

template <class T>
data::Prepared<T> DataSets::prepared(const plan::Run& run) {
  const auto raw = get(run);
  const auto& spec = run.spec.data;
  const Random random = Random(run.seed).stream("split");
  if (raw.files.empty()) return data::prepare<T>(raw, spec, random);
  data::Rows rows = data::divided(raw, spec, random);
  auto& last = std::get<Last<T>>(last_);
  const std::string key = key_of(run) + preparation_of(spec);
  if (last.key != key || (!last.train.empty() && last.train != rows.train)) {
    last = {};
    auto preparation = data::fit(raw, spec, rows.train);
    last = {key, !preparation.empty() ? rows.train : std::vector<std::int64_t>(), preparation,
            data::apply<T>(raw, preparation)};
  }
  return {last.data, std::move(rows), last.preparation};
}

const std::vector<data::SourceFile>& DataSets::files(const plan::Run& run) {
  const std::string key = key_of(run);
  if (files_.find(key) == files_.end()) get(run);
  return files_.at(key);
}

template data::Prepared<float> DataSets::prepared(const plan::Run&);
template data::Prepared<double> DataSets::prepared(const plan::Run&);

}  // namespace assay::launch
