#include "data/hdf5.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"
#include "data/foreign.hpp"
#include "data/number_text.hpp"
#include "h5/file.hpp"
#include "spec/scalar.hpp"

namespace assay::data {
namespace {

/// An array of the file under its path there.
struct Named {
  std::string path;
  Array array;

  std::string text() const { return "'" + path + "' " + to_string(array.shape); }
};

std::string rooted(const std::string& path) { return path.starts_with('/') ? path : '/' + path; }

[[noreturn]] void refuse_path(const h5::Reader& file, const std::string& path) {
  const std::string group = path.substr(0, std::max<std::size_t>(1, path.rfind('/')));
  std::vector<std::string> names = file.has(group) ? file.names(group) : std::vector<std::string>();
  for (auto& name : names) name = (group == "/" ? "/" : group + '/') + name;
  refuse(file.name(), 0, 0,
         "there is no data set '" + path + "'" + did_you_mean(path, names) +
             (names.empty() ? "" : " (it has " + list_of(names) + ")"));
}

/// "[1,2]": where element `i` lies, counted from 0 as h5py does.
std::string place_of(std::size_t i, const Shape& shape) {
  std::string text;
  for (int axis = shape.rank(); axis-- > 0;) {
    const auto extent = static_cast<std::size_t>(shape[axis]);
    text = std::to_string(i % extent) + (text.empty() ? "" : ",") + text;
    i /= extent;
  }
  return "[" + text + "]";
}

void expect_finite(const h5::Reader& file, const Named& named) {
  std::visit(
      [&](const auto& numbers) {
        const auto odd =
            std::ranges::find_if_not(numbers, [](auto x) { return std::isfinite(static_cast<double>(x)); });
        if (odd == numbers.end()) return;
        const auto i = static_cast<std::size_t>(odd - numbers.begin());
        const auto row = i / (numbers.size() / static_cast<std::size_t>(named.array.shape[0]));
        refuse(file.name(), 0, 0,
               named.text() + " holds " + (std::isnan(static_cast<double>(*odd)) ? "nan" : "inf") + " at " +
                   place_of(i, named.array.shape) + ", in row " + std::to_string(row) +
                   " counted from 0; expected finite numbers");
      },
      named.array.numbers);
}

Named read_array(const h5::Reader& file, const std::string& path, bool finite = true) {
  const std::string full = rooted(path);
  if (!file.has(full)) refuse_path(file, full);
  Named named{full, file.array(full)};
  if (named.array.shape.rank() == 0) refuse(file.name(), 0, 0, "'" + full + "' is a single number; expected rows");
  if (named.array.shape[0] == 0) refuse(file.name(), 0, 0, "'" + full + "' has no rows");
  if (finite) expect_finite(file, named);
  return named;
}

bool whole_numbers(const Array& array) {
  return std::holds_alternative<std::vector<std::int64_t>>(array.numbers) ||
         std::holds_alternative<std::vector<std::uint8_t>>(array.numbers);
}

void expect_as_many_rows(const h5::Reader& file, const Named& inputs, const Named& targets) {
  const Shape &x = inputs.array.shape, &y = targets.array.shape;
  if (x[0] == y[0]) return;
  if (x.rank() > 1 && x.back() == y.back())
    refuse(file.name(), 0, 0,
           inputs.text() + " and " + targets.text() + " have their rows last, as MATLAB writes them; expected rows " +
               "first: transpose both before they are saved");
  refuse(file.name(), 0, 0,
         "there are " + std::to_string(y[0]) + " targets for " + std::to_string(x[0]) + " inputs (" + inputs.text() +
             ", " + targets.text() + ")");
}

/// Whether every row has a single 1 among zeros.
bool one_hot(const Numbers& numbers, std::int64_t width) {
  return std::visit(
      [&](const auto& all) {
        for (std::size_t row = 0; row < all.size(); row += static_cast<std::size_t>(width)) {
          const auto one = all.span().subspan(row, static_cast<std::size_t>(width));
          const auto ones = std::ranges::count(one, 1), zeros = std::ranges::count(one, 0);
          if (ones != 1 || zeros != width - 1) return false;
        }
        return true;
      },
      numbers);
}

bool all_whole(const Numbers& numbers) {
  return std::visit(
      [](const auto& all) {
        return std::ranges::all_of(all, [](double x) { return x >= 0 && x <= 9999 && x == std::floor(x); });
      },
      numbers);
}

/// What makes class numbers of targets that look like some.
std::string advice_on(const RawDataset& data, const std::string& name) {
  if (data.target.rank() == 1 && data.target[0] > 1 && one_hot(data.targets, data.target[0]))
    return name + " is one-hot; for class numbers store y.argmax(axis=1)";
  if (data.target.size() == 1 && all_whole(data.targets))
    return name + " holds floating-point numbers; for class numbers store y.astype('int64')";
  return {};
}

/// Whole numbers, one a row, are class numbers.
void take_classes(RawDataset& data, const h5::Reader& file, const std::string& name) {
  constexpr double kMost = 1 << 30;
  double largest = 0;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    const double label = at(data.targets, row);
    if (label < 0 || label >= kMost)
      refuse(file.name(), 0, 0,
             name + " holds " + number_text(label) + " in row " + std::to_string(row) +
                 " counted from 0; integers, one a row, are class numbers 0, 1, 2, ...; for quantities store "
                 "y.astype('float64')");
    largest = std::max(largest, label);
  }
  data.target = Shape();
  data.classes = 1 + static_cast<std::int64_t>(largest);
  note_absent_classes(data, file.name() + ": " + name);
}

void take_targets(RawDataset& data, const h5::Reader& file, Named targets, const Form* like) {
  const std::string name = targets.text();
  const Shape shape = targets.array.shape;
  const bool classes = whole_numbers(targets.array) && shape.size() == data.rows && shape.rank() <= 2;
  data.target = shape.rank() == 1 ? Shape({1}) : shape.from(1);
  data.targets = numbers_of(std::move(targets.array));
  if (like) return;
  if (classes)
    take_classes(data, file, name);
  else
    data.class_advice = advice_on(data, name);
}

/// Rows to predict may have no targets, or NaN for them.
RawDataset read_arrays(const h5::Reader& file, const spec::Component& source, const Form* like) {
  RawDataset data;
  Named inputs = read_array(file, source.text("inputs"));
  const std::string& path = source.text("targets");
  if (!path.empty() && !(like && !file.has(rooted(path)))) {
    Named targets = read_array(file, path, !like);
    expect_as_many_rows(file, inputs, targets);
    data.rows = inputs.array.shape[0];
    take_targets(data, file, std::move(targets), like);
  }
  data.rows = inputs.array.shape[0];
  data.input = inputs.array.shape.rank() == 1 ? Shape({1}) : inputs.array.shape.from(1);
  data.inputs = numbers_of(std::move(inputs.array));
  return data;
}

}  // namespace

RawDataset load_hdf5(const Request& request) {
  const Contents contents = read_file(request, "file");
  refuse_foreign(contents, "HDF5");
  try {
    const h5::Reader file(std::as_bytes(std::span(contents.bytes)), contents.name);
    RawDataset data = read_arrays(file, request.source, request.reading.like);
    data.files = {contents.file};
    return data;
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {  // which begins with the file's name
    throw Failure(ExitCode::data, error.what());
  }
}

}  // namespace assay::data
