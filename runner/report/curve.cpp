#include "report/curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>

#include "report/table.hpp"

namespace assay::report {
namespace {

struct Range {
  double least = std::numeric_limits<double>::infinity(), most = -least;
};

Range range_of(std::span<const Curve> curves) {
  Range range;
  for (const auto& curve : curves)
    for (const double value : curve.values)
      if (std::isfinite(value)) range = {std::min(range.least, value), std::max(range.most, value)};
  return range;
}

/// The mean of the finite values that fall into column `column` of `width`; NaN where there is none.
double value_at(const std::vector<double>& values, std::size_t column, std::size_t width) {
  const std::size_t first = column * values.size() / width;
  const std::size_t last = std::max(first + 1, (column + 1) * values.size() / width);
  double sum = 0;
  std::size_t n = 0;
  for (std::size_t i = first; i < std::min(last, values.size()); ++i)
    if (std::isfinite(values[i])) sum += values[i], ++n;
  return n == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(n);
}

using Field = std::vector<std::vector<std::string>>;  ///< [row from the top][column]

void plot(Field& field, const Curve& curve, const Range& range) {
  const std::size_t height = field.size(), width = field.front().size();
  const double span = range.most > range.least ? range.most - range.least : 1;
  for (std::size_t column = 0; column < width; ++column) {
    const double value = value_at(curve.values, column, width);
    if (std::isnan(value)) continue;
    const double share = (value - range.least) / span;
    const auto up = static_cast<std::size_t>(std::lround(share * static_cast<double>(height - 1)));
    field[height - 1 - up][column] = curve.mark;
  }
}

}  // namespace

void draw_curves(std::ostream& out, std::span<const Curve> curves, std::size_t width, std::size_t height) {
  const Range range = range_of(curves);
  if (!(range.least <= range.most)) return;
  std::size_t epochs = 0;
  for (const auto& curve : curves) epochs = std::max(epochs, curve.values.size());
  Field field(height, std::vector<std::string>(width, " "));
  for (const auto& curve : curves) plot(field, curve, range);
  const std::string top = number(range.most), bottom = number(range.least);
  const std::size_t margin = std::max(top.size(), bottom.size());
  for (std::size_t row = 0; row < height; ++row) {
    std::string line = row == 0 ? top : row + 1 == height ? bottom : "";
    line = std::string(margin - line.size(), ' ') + line + " │";
    for (const auto& mark : field[row]) line += mark;
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
  const std::string last = std::to_string(epochs);
  out << std::string(margin + 1, ' ') << "└";
  for (std::size_t i = 0; i < width; ++i) out << "─";
  out << '\n'
      << std::string(margin + 2, ' ') << '1' << std::string(width - std::min(width, 1 + last.size()), ' ') << last;
  out << '\n' << std::string(margin + 2, ' ');
  for (const auto& curve : curves) out << curve.mark << ' ' << curve.name << "   ";
  out << "by epoch\n";
}

}  // namespace assay::report
