#include "store/query.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <map>
#include <optional>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "spec/measured.hpp"
#include "store/property.hpp"

namespace assay::store {
namespace {

const std::vector<std::string> kFunctions{"auc", "best", "last", "max", "min"};

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
  throw Failure(ExitCode::usage, "in the condition '" + text + "' " + why);
}

/// Seconds since a time like 2026-11-24T10:57:57Z.
std::optional<double> age_of(const std::string& ended) {
  std::tm time{};
  if (!strptime(ended.c_str(), "%Y-%m-%dT%H:%M:%S", &time)) return std::nullopt;
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return std::difftime(now, timegm(&time));
}

/// "validation.loss" is the column "validation_loss".
bool is_column(const std::string& column, const std::string& metric) {
  return std::ranges::equal(column, metric, [](char a, char b) { return a == b || (a == '_' && b == '.'); });
}

std::optional<double> number_of(const Record& run, const std::string& name) {
  for (const auto& [final_name, value] : run.final_values)
    if (final_name == name) return value;
  return std::nullopt;
}

/// One run under a query; its curves are read once, when first asked for.
class Subject {
 public:
  Subject(const Record& run, std::function<std::vector<Column>()> curves) : run_(run), read_(std::move(curves)) {}

  std::optional<Datum> look_up(const spec::Operand& operand) {
    if (operand.function.empty()) {
      if (operand.name != "age") return number_or_text(property(run_, operand.name));
      const auto age = age_of(run_.timing.ended);
      return age ? std::optional<Datum>(*age) : std::nullopt;
    }
    const auto value = measured(operand);
    return value && !std::isnan(*value) ? std::optional<Datum>(*value) : std::nullopt;
  }

 private:
  std::optional<double> measured(const spec::Operand& operand) {
    if (operand.function == "best") return number_of(run_, "best." + operand.name);
    if (operand.function == "last") return number_of(run_, operand.name);
    if (!curves_) curves_ = read_();
    for (const auto& [name, values] : *curves_)
      if (is_column(name, operand.name)) return over_epochs(operand.function, values);
    return std::nullopt;
  }

  /// NaN means: not measured.
  static std::optional<Datum> number_or_text(std::optional<Datum> value) {
    const double* number = value ? std::get_if<double>(&*value) : nullptr;
    return number && std::isnan(*number) ? std::nullopt : value;
  }

  const Record& run_;
  std::function<std::vector<Column>()> read_;
  std::optional<std::vector<Column>> curves_;
};

}  // namespace

std::optional<double> over_epochs(const std::string& function, std::span<const double> values) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) points.emplace_back(static_cast<double>(i), values[i]);
  if (points.empty()) return std::nullopt;
  const auto second = [](const auto& point) { return point.second; };
  if (function == "last") return points.back().second;
  if (function == "min") return std::ranges::min(points, {}, second).second;
  if (function == "max") return std::ranges::max(points, {}, second).second;
  if (points.size() == 1) return points.front().second;
  double area = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    area += (points[i].first - points[i - 1].first) * (points[i].second + points[i - 1].second) / 2;
  return area / (points.back().first - points.front().first);
}

Query::Query(const std::string& text) : text_(text) {
  try {
    expression_ = spec::Expression::parse(text, kFunctions);
  } catch (const Error& error) {
    refuse(text, error.what());
  }
}

std::vector<std::string> Query::names() const {
  std::vector<std::string> names;
  for (const auto& operand : expression_.operands()) names.push_back(operand.name);
  return names;
}

void Query::check_names(const Runs& runs) const {
  for (const auto& [function, name] : expression_.operands()) {
    const bool measured = !function.empty();
    if (name == "age" && !measured) continue;
    const auto has = [&name = name, measured](const Record& run) {
      return measured ? number_of(run, "best." + name) || number_of(run, name) : property(run, name).has_value();
    };
    if (!runs.any(has)) refuse_name(runs, name, measured);
  }
}

void Query::refuse_name(const Runs& runs, const std::string& name, bool measured) const {
  std::vector<Record> all;
  for (std::size_t run = 0; run < runs.count; ++run) all.push_back(runs.record(run));
  std::vector<std::string> known = property_names(all), endings;
  if (measured) std::erase_if(known, [](const std::string& one) { return !one.starts_with("best."); });
  for (auto& one : known) {
    if (measured) one = one.substr(5);
    if (one.ends_with('.' + name)) endings.push_back(one);  // "lr" of "train.optimizer.adam.lr"
  }
  const std::string guess = endings.empty() ? did_you_mean(name, known) : "; did you mean " + list_of(endings) + '?';
  refuse(text_, "no run has '" + name + "'" +
                    (!guess.empty() ? guess
                     : measured     ? "; there are " + list_of(known)
                                    : "; 'assay show' tells what a run has"));
}

std::vector<std::size_t> Query::select(const Runs& runs, const Curves& curves) const {
  if (runs.count > 0) check_names(runs);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < runs.count; ++i) {
    Subject subject(runs.record(i), [&] { return curves(i); });
    if (expression_.holds([&](const spec::Operand& operand) { return subject.look_up(operand); })) found.push_back(i);
  }
  return found;
}

std::vector<std::string> Query::outcomes(const Runs& runs) const {
  std::vector<std::string> names;
  for (const auto& operand : expression_.operands()) {
    const auto measures = [&](const Record& run) {
      const bool setting = std::ranges::any_of(run.axes, [&](const auto& axis) { return axis.first == operand.name; });
      return !setting && number_of(run, operand.name).has_value();
    };
    const bool fact = std::ranges::find(spec::kFacts, operand.name) != spec::kFacts.end();
    const bool outcome = operand.name == "status" || (!fact && runs.any(measures));
    if (!operand.function.empty() || outcome) names.push_back(operand.name);
  }
  return names;
}

}  // namespace assay::store
