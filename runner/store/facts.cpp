#include "store/facts.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

#include "base/failure.hpp"

namespace assay::store {
namespace {

/// Equal values have equal keys, and NaN equals itself.
std::string key_of(const Fact& fact) {
  std::string key(1, static_cast<char>(fact.index()));
  std::visit(
      [&]<class V>(const V& value) {
        if constexpr (std::is_same_v<V, std::string>)
          key += value;
        else if constexpr (std::is_same_v<V, std::vector<std::string>>)
          for (const auto& text : value) key += text + '\0';
        else if constexpr (!std::is_same_v<V, std::monostate>)
          key.append(reinterpret_cast<const char*>(&value), sizeof value);
      },
      fact);
  return key;
}

Fact fact_of(const h5::Attribute& attribute) {
  return std::visit([](const auto& value) -> Fact { return value; }, attribute);
}

h5::Attribute attribute_of(const Fact& fact) {
  return std::visit(
      []<class V>(const V& value) -> h5::Attribute {
        if constexpr (std::is_same_v<V, std::monostate>)
          return std::string();
        else
          return value;
      },
      fact);
}

/// The names of one part of a record, a line each: what a run has, and in which order.
template <class Pairs>
std::string names_of(const Pairs& pairs) {
  std::string names;
  for (const auto& pair : pairs) names += pair.first + '\n';
  return names;
}

/// Path, size and digest of each file.
std::vector<std::string> texts_of(const std::vector<DataRecord>& files) {
  std::vector<std::string> texts;
  for (const auto& [path, bytes, sha256] : files) {
    texts.push_back(path);
    texts.push_back(std::to_string(bytes));
    texts.push_back(sha256);
  }
  return texts;
}

std::vector<DataRecord> files_of(const std::vector<std::string>& texts) {
  std::vector<DataRecord> files;
  for (std::size_t i = 0; i + 2 < texts.size(); i += 3)
    files.push_back({texts[i], std::stoull(texts[i + 1]), texts[i + 2]});
  return files;
}

template <class V>
V value_in(const Facts* column, std::size_t run) {
  const V* value = column ? std::get_if<V>(&column->of(run)) : nullptr;
  return value ? *value : V();
}

template <class V>
V value_of(const FactSource& facts, const std::string& name, std::size_t run) {
  return value_in<V>(facts.find(name), run);
}

template <class Add>
void each_name(const FactSource& facts, const std::string& part, std::size_t run, Add add) {
  std::istringstream names(value_of<std::string>(facts, "names/" + part, run));
  for (std::string name; std::getline(names, name);) add(name, part + '/' + name);
}

}  // namespace

void FactBuilder::put(const std::string& name, Fact value) {
  const auto [place, is_new] = places_.try_emplace(name, columns_.size());
  if (is_new) columns_.emplace_back(name, Column());
  Column& column = columns_[place->second].second;
  column.facts.which_.resize(runs_);  // earlier runs without it
  const auto [found, unseen] =
      column.known.try_emplace(key_of(value), static_cast<std::uint32_t>(column.facts.values_.size()));
  if (unseen) column.facts.values_.push_back(std::move(value));
  column.facts.which_.push_back(found->second);
}

void FactBuilder::put_search(const SearchRecord& search) {
  put("run/search", search.id);
  put("run/role", search.role);
  if (search.id.empty()) return;
  put("run/trial", search.trial);
  put("search/seed", static_cast<std::int64_t>(search.seed));
  put("search/metric", search.metric);
  put("search/method", search.method);
  put("search/axes", search.axes);
  put("search/space", search.space);
  put("search/points", search.points);
}

void FactBuilder::add(const Record& summary) {
  put("run/id", summary.id);
  put("run/experiment", summary.experiment);
  put("run/question", summary.question);
  put("run/model", summary.model);
  put("run/seed", static_cast<std::int64_t>(summary.seed));
  if (summary.fold >= 0) {
    put("run/fold", summary.fold);
    put("run/repeat", summary.repeat);
  }
  put("run/status", std::string(to_string(summary.status)));
  put("run/message", summary.message);
  put("run/steps", summary.steps);
  put("run/started", summary.timing.started);
  put("run/ended", summary.timing.ended);
  put("run/seconds", summary.timing.seconds);
  put("run/input", summary.input);
  put("run/data", texts_of(summary.environment.data));
  put_search(summary.environment.search);
  put("names/axes", names_of(summary.axes));
  put("names/final", names_of(summary.final_values));
  put("names/config", names_of(summary.config_leaves));
  for (const auto& [name, value] : summary.axes) put("axes/" + name, value);
  for (const auto& [name, value] : summary.final_values) put("final/" + name, value);
  for (const auto& [name, value] : summary.config_leaves) put("config/" + name, fact_of(value));
  ++runs_;
}

std::vector<std::pair<std::string, Facts>> FactBuilder::finish() {
  std::vector<std::pair<std::string, Facts>> columns;
  for (auto& [name, column] : columns_) {
    column.facts.which_.resize(runs_);
    columns.emplace_back(name, std::move(column.facts));
  }
  *this = {};
  return columns;
}

namespace {

/// Records that were read have one; where another comes from an index, that is none of ours.
Status known_status(const std::string& word) {
  try {
    return status_of(word);
  } catch (const Error& error) {
    throw Failure(ExitCode::results, "damaged index.h5: " + std::string(error.what()) + "; delete it, it is made anew");
  }
}

/// The columns of what every run has, but for its longest text; looked up once for all runs.
class OwnFacts {
 public:
  /// With `names` only what these ask for.
  explicit OwnFacts(const FactSource& facts, const std::vector<std::string>* names = nullptr) {
    const auto asked = [&](const char* name) { return !names || std::ranges::find(*names, name) != names->end(); };
    const auto own = [&](const char* name, const char* other) {  // `other`: what a condition may say that needs it, too
      return asked(name) || asked(other) ? facts.find(std::string("run/") + name) : nullptr;
    };
    id_ = own("id", "run"), model_ = own("model", "run"), ended_ = own("ended", "age");
    experiment_ = own("experiment", ""), question_ = own("question", ""), seed_ = own("seed", "");
    fold_ = own("fold", ""), repeat_ = own("repeat", "");
    status_ = own("status", ""), message_ = own("message", ""), steps_ = own("steps", "");
    started_ = own("started", ""), seconds_ = own("seconds", "");
    search_ = own("search", asked("trial") ? "trial" : "role"), role_ = own("role", ""), trial_ = own("trial", "");
  }

  void fill(std::size_t run, Record& record) const {
    put(record.id, id_, run);
    put(record.experiment, experiment_, run);
    put(record.model, model_, run);
    put(record.question, question_, run);
    if (seed_) record.seed = static_cast<std::uint64_t>(value_in<std::int64_t>(seed_, run));
    record.fold = number_or_none(fold_, run);
    record.repeat = number_or_none(repeat_, run);
    if (status_) record.status = known_status(value_in<std::string>(status_, run));
    put(record.message, message_, run);
    put(record.steps, steps_, run);
    put(record.timing.started, started_, run);
    put(record.timing.ended, ended_, run);
    put(record.timing.seconds, seconds_, run);
    put(record.environment.search.id, search_, run);
    put(record.environment.search.role, role_, run);
    put(record.environment.search.trial, trial_, run);
  }

 private:
  template <class V>
  static void put(V& field, const Facts* column, std::size_t run) {
    if (column) field = value_in<V>(column, run);
  }

  /// A run may have none, and a record that is used again may have had one.
  static std::int64_t number_or_none(const Facts* column, std::size_t run) {
    const auto* value = column ? std::get_if<std::int64_t>(&column->of(run)) : nullptr;
    return value ? *value : -1;
  }

  const Facts *id_, *experiment_, *model_, *question_, *seed_, *fold_, *repeat_, *status_, *message_, *steps_,
      *started_, *ended_, *seconds_, *search_, *role_, *trial_;
};

}  // namespace

namespace {

/// What OwnFacts does not fill.
void fill_search(const FactSource& facts, std::size_t run, SearchRecord& search) {
  if (search.id.empty()) return;
  search.seed = static_cast<std::uint64_t>(value_of<std::int64_t>(facts, "search/seed", run));
  search.metric = value_of<std::string>(facts, "search/metric", run);
  search.method = value_of<std::string>(facts, "search/method", run);
  search.axes = value_of<std::vector<std::string>>(facts, "search/axes", run);
  search.space = value_of<std::vector<std::string>>(facts, "search/space", run);
  search.points = value_of<std::int64_t>(facts, "search/points", run);
}

}  // namespace

Record record_of(const FactSource& facts, std::size_t run) {
  Record record;
  OwnFacts(facts).fill(run, record);
  record.input = value_of<std::string>(facts, "run/input", run);
  record.environment.data = files_of(value_of<std::vector<std::string>>(facts, "run/data", run));
  fill_search(facts, run, record.environment.search);
  each_name(facts, "axes", run, [&](const std::string& name, const std::string& full) {
    record.axes.emplace_back(name, value_of<std::string>(facts, full, run));
  });
  each_name(facts, "final", run, [&](const std::string& name, const std::string& full) {
    record.final_values.emplace_back(name, value_of<double>(facts, full, run));
  });
  each_name(facts, "config", run, [&](const std::string& name, const std::string& full) {
    if (const Facts* column = facts.find(full)) record.config_leaves.emplace_back(name, attribute_of(column->of(run)));
  });
  return record;
}

namespace {

/// A column and what it is called in a record.
struct Named {
  std::string name;
  const Facts* facts;
};

bool is_meant(const std::string& name, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
    return name == one || name == "best." + one || name.starts_with(one + '.');
  });
}

std::vector<Named> columns_of(const FactSource& facts, const std::string& part, const std::vector<std::string>& names) {
  std::vector<Named> columns;
  for (const auto& full : facts.names())
    if (full.starts_with(part) && is_meant(full.substr(part.size()), names))
      columns.push_back({full.substr(part.size()), facts.find(full)});
  return columns;
}

}  // namespace

struct Sketcher::Impl {
  OwnFacts own;
  std::vector<Named> axes, finals, leaves;
  Record record;
};

Sketcher::Sketcher(const FactSource& facts, const std::vector<std::string>& names)
    : impl_(new Impl{OwnFacts(facts, &names),
                     columns_of(facts, "axes/", names),
                     columns_of(facts, "final/", names),
                     columns_of(facts, "config/", names),
                     {}}) {}
Sketcher::Sketcher(Sketcher&&) noexcept = default;
Sketcher::~Sketcher() = default;

const Record& Sketcher::draw(std::size_t run) {
  Record& record = impl_->record;
  record.axes.clear();
  record.final_values.clear();
  record.config_leaves.clear();
  impl_->own.fill(run, record);
  for (const auto& [name, column] : impl_->axes)
    if (const auto* text = std::get_if<std::string>(&column->of(run))) record.axes.emplace_back(name, *text);
  for (const auto& [name, column] : impl_->finals)
    if (const auto* value = std::get_if<double>(&column->of(run))) record.final_values.emplace_back(name, *value);
  for (const auto& [name, column] : impl_->leaves)
    if (column->of(run).index() != 0) record.config_leaves.emplace_back(name, attribute_of(column->of(run)));
  return record;
}

}  // namespace assay::store
