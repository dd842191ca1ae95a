#include "launch/former_rows.hpp"

#include <numeric>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "data/divide.hpp"
#include "spec/canonical.hpp"
#include "spec/recall.hpp"
#include "store/run_file.hpp"

namespace assay::launch {
namespace {

template <class Files>
std::vector<std::string> digests_of(const Files& files) {
  std::vector<std::string> digests;
  for (const auto& file : files) digests.push_back(file.sha256);
  return digests;
}

/// What decides how rows are numbered where the files are the same: not the names of files and columns.
std::string numbering_of(spec::Component source) {
  std::erase_if(source.arguments,
                [](const spec::Argument& argument) { return std::holds_alternative<std::string>(argument.value); });
  return spec::to_yaml(spec::canonical(source));
}

}  // namespace

const std::optional<FormerRows::Former>& FormerRows::former(const plan::Run& run) {
  const auto& init = run.spec.model.init;
  const auto [found, fresh] = formers_.try_emplace(init.from);
  if (!fresh) return found->second;
  try {
    const auto record = store::read(context_.experiment.file.parent_path() / init.from);
    found->second = {spec::recall(record.config, context_.registry), record.seed, digests_of(record.environment.data)};
  } catch (const Failure& failure) {
    log::warning(to_string(init.from_place) +
                 ": whether its weights have seen test rows is not known: " + failure.what());
  }
  return found->second;
}

std::optional<FormerRows::Rows> FormerRows::find(const plan::Run& run, const Former& former) const {
  const auto mine = digests_of(context_.data.files(run));
  if (mine != former.data || (mine.empty() && run.seed != former.seed)) return std::nullopt;
  if (numbering_of(run.spec.data.source) != numbering_of(former.spec.data.source)) {
    if (!mine.empty())
      log::warning(to_string(run.spec.model.init.from_place) +
                   ": its weights were trained on the same file, read in another way; whether they have seen test rows "
                   "is not known");
    return std::nullopt;
  }
  spec::RunSpec as_then = run.spec;
  as_then.data.split = former.spec.data.split;
  const auto data = context_.data.get(as_then, run.seed);
  Rows rows{data::divide(as_then.data.split, data, Random(former.seed).stream("split")).train,
            std::vector<std::int32_t>(static_cast<std::size_t>(data.rows)), mine.empty() ? run.seed : 0};
  std::iota(rows.numbers.begin(), rows.numbers.end(), 0);
  return rows;
}

const FormerRows::Rows* FormerRows::rows(const plan::Run& run) {
  if (run.spec.model.init.from.empty()) return nullptr;
  const auto& known = former(run);
  if (!known) return nullptr;
  const bool drawn = context_.data.files(run).empty();
  const std::string key =
      run.spec.model.init.from + '\n' + DataSets::key_of(run) + (drawn ? std::to_string(run.seed) : "");
  const auto [found, fresh] = rows_.try_emplace(key);
  if (fresh) found->second = find(run, *known);
  return found->second ? &*found->second : nullptr;
}

}  // namespace assay::launch
