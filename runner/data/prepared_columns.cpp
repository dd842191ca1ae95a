#include "data/prepared_columns.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "data/odd_cell.hpp"
#include "data/request.hpp"

namespace assay::data {

PreparedColumns::PreparedColumns(const RawDataset& raw, const std::vector<FittedStep>& steps) : raw_(raw) {
  for (const auto& column : raw.columns) {
    chains_.emplace_back(column, steps);
    width_ += chains_.back().width();
    if (column.missing.line > 0 && !chains_.back().fills())
      refuse(column.missing.file, column.missing.line, column.missing.column, missing_in_prepared(column.name));
  }
}

std::vector<std::string> PreparedColumns::names() const {
  std::vector<std::string> names;
  for (const auto& chain : chains_)
    for (auto& name : chain.input_names()) names.push_back(std::move(name));
  return names;
}

template <class T>
std::vector<T> PreparedColumns::inputs() const {
  const auto rows = static_cast<std::size_t>(raw_.rows);
  std::vector<T> made(rows * width_);
  std::vector<double> inputs(width_);
  const auto fill = [&](const auto& numbers) {
    T* out = made.data();
    const auto* raw = numbers.data();
    for (std::size_t row = 0; row < rows; ++row, out += width_) {
      double* next = inputs.data();
      for (std::size_t c = 0; c < chains_.size(); next += chains_[c++].width()) {
        const auto value = static_cast<double>(*raw++);
        chains_[c].put(value, next);
        if (!std::isfinite(static_cast<T>(*next)))
          refuse_value(raw_, static_cast<std::int64_t>(row), raw_.columns[c].name, value);
      }
      std::ranges::transform(inputs, out, [](double x) { return static_cast<T>(x); });
    }
  };
  std::visit(fill, raw_.inputs);
  return made;
}

template std::vector<float> PreparedColumns::inputs() const;
template std::vector<double> PreparedColumns::inputs() const;

}  // namespace assay::data
