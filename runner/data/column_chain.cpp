// The numbers that a step learns of a column: impute {what fills in}, log {plus}, scale see scale_rules.hpp. The names:
// impute by most_frequent {the name}, one_hot those that have an input of their own.
#include "data/column_chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/failure.hpp"
#include "data/number_text.hpp"
#include "data/request.hpp"
#include "data/scale_rules.hpp"

namespace assay::data {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

[[noreturn]] void refuse_damaged(const std::string& step, const std::string& column) {
  throw Failure(ExitCode::results,
                "damaged: what '" + step + "' learned of column '" + column + "' is not what that step learns");
}

bool is_whole(const std::string& step, const FittedColumn& learned, bool category) {
  if (step == "flag") return true;
  if (step == "one_hot") return category;
  if (step == "impute" && category)
    return learned.how == "own" || (learned.how == "most_frequent" && learned.names.size() == 1);
  const std::size_t count = step == "scale" ? numbers_of_scale(learned.how) : 1;
  return !category && (count == 0 ? !learned.numbers.empty() : learned.numbers.size() == count) &&
         (step == "impute" || step == "log" || step == "scale");
}

}  // namespace

ColumnChain::ColumnChain(const RawColumn& column) : column_(column), names_(column.names), inputs_{column.name} {}

ColumnChain::ColumnChain(const RawColumn& column, const std::vector<FittedStep>& steps) : ColumnChain(column) {
  for (const auto& step : steps) add(step);
}

void ColumnChain::add(const FittedStep& step) {
  for (const auto& learned : step.columns)
    if (learned.column == column_.name) add(step.step, learned);
}

void ColumnChain::add(const std::string& step, const FittedColumn& learned) {
  if (!is_whole(step, learned, column_.category)) refuse_damaged(step, learned.column);
  if (step == "flag") {
    flagged_ = true;
  } else if (step == "one_hot") {
    code(learned);
  } else if (step == "impute" && column_.category) {
    const std::string name = learned.how == "own" ? kMissingName : learned.names[0];
    const auto found = std::ranges::find(names_, name);
    missing_ = found - names_.begin();
    if (found == names_.end()) names_.push_back(name);
    fills_ = true;
  } else {
    steps_.push_back({step == "impute" ? Step::Kind::fill
                      : step == "log"  ? Step::Kind::log
                                       : Step::Kind::scale,
                      learned.how, learned.numbers});
    fills_ = fills_ || step == "impute";
  }
}

void ColumnChain::code(const FittedColumn& learned) {
  coded_ = true;
  inputs_.clear();
  for (const auto& name : learned.names) inputs_.push_back(column_.name + '=' + name);
  if (learned.how == "rest") {
    unseen_ = static_cast<std::int64_t>(inputs_.size());
    inputs_.push_back(column_.name + '=' + kRestName);
  }
  for (const auto& name : names_) {
    const auto found = std::ranges::find(learned.names, name);
    input_.push_back(found == learned.names.end() ? unseen_ : found - learned.names.begin());
  }
}

double ColumnChain::value(double raw) const {
  if (column_.category) return std::isnan(raw) && missing_ >= 0 ? static_cast<double>(missing_) : raw;
  double x = raw;
  for (const auto& step : steps_) {
    if (step.kind == Step::Kind::scale)
      x = scaled(step.rule, step.numbers, x);
    else if (step.kind == Step::Kind::log)
      x = x + step.numbers[0] > 0 ? std::log(x + step.numbers[0]) : std::isnan(x) ? x : -kInfinity;
    else if (std::isnan(x))
      x = step.numbers[0];
  }
  return x;
}

std::vector<std::string> ColumnChain::input_names() const {
  auto names = inputs_;
  if (flagged_) names.push_back(column_.name + ' ' + kMissingName);
  return names;
}

void ColumnChain::put(double raw, double* inputs) const {
  if (flagged_) inputs[inputs_.size()] = std::isnan(raw) ? 1 : 0;
  const double x = value(raw);
  if (!coded_) {
    inputs[0] = x;
    return;
  }
  std::fill_n(inputs, inputs_.size(), std::isnan(x) ? x : 0.0);
  if (std::isnan(x)) return;
  const std::int64_t input = input_[static_cast<std::size_t>(x)];
  if (input >= 0) inputs[input] = 1;
}

void refuse_value(const RawDataset& raw, std::int64_t row, const std::string& column, double value) {
  refuse(raw.files.front().path, 0, 0,
         "row " + std::to_string(row + 1) + ", column '" + column +
             "': the steps of 'prepare' make no finite number of " + number_text(value) +
             "; a logarithm is of numbers above 0, {log: {columns: ..., plus: ...}}");
}

}  // namespace assay::data
