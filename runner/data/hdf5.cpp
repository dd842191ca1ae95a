#include "data/hdf5.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "h5/file.hpp"

namespace assay::data {
namespace {

Array read_array(const h5::Reader& file, const Contents& contents, const std::string& path) {
  const std::string full = path.starts_with('/') ? path : '/' + path;
  if (!file.has(full)) {
    const std::string group = full.substr(0, std::max<std::size_t>(1, full.rfind('/')));
    std::vector<std::string> names = file.has(group) ? file.names(group) : std::vector<std::string>();
    for (auto& name : names) name = (group == "/" ? "/" : group + '/') + name;
    refuse(contents.name, 0, 0,
           "there is no data set '" + full + "'" + did_you_mean(full, names) +
               (names.empty() ? "" : " (it has " + list_of(names) + ")"));
  }
  try {
    Array array = file.array(full);
    if (array.shape.rank() == 0) refuse(contents.name, 0, 0, "'" + full + "' is a single number; expected rows");
    return array;
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {
    refuse(contents.name, 0, 0, error.what());
  }
}

bool whole_numbers(const Array& array) {
  return std::holds_alternative<std::vector<std::int64_t>>(array.numbers) ||
         std::holds_alternative<std::vector<std::uint8_t>>(array.numbers);
}

template <class T>
void add_targets(Dataset<T>& data, const Array& targets, const Contents& contents) {
  if (targets.shape[0] != data.rows)
    refuse(contents.name, 0, 0,
           "there are " + std::to_string(targets.shape[0]) + " targets for " + std::to_string(data.rows) + " inputs");
  data.targets = targets.as<T>();
  data.target = targets.shape.from(1);
  if (targets.shape.rank() > 1) return;
  if (whole_numbers(targets))
    data.classes = static_cast<std::int64_t>(*std::max_element(data.targets.begin(), data.targets.end())) + 1;
  else
    data.target = Shape({1});
}

}  // namespace

template <class T>
Dataset<T> load_hdf5(const Request& request) {
  const Contents contents = read_file(request, "file");
  Dataset<T> data;
  try {
    const h5::Reader file(std::as_bytes(std::span(contents.bytes)), contents.name);
    const Array inputs = read_array(file, contents, request.source.text("inputs"));
    data.rows = inputs.shape[0];
    data.inputs = inputs.as<T>();
    data.input = inputs.shape.rank() == 1 ? Shape({1}) : inputs.shape.from(1);
    if (data.rows == 0) refuse(contents.name, 0, 0, "'" + request.source.text("inputs") + "' has no rows");
    const std::string& targets = request.source.text("targets");
    if (!targets.empty()) add_targets(data, read_array(file, contents, targets), contents);
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {
    throw Failure(ExitCode::data, error.what());
  }
  data.files = {contents.file};
  return data;
}

template Dataset<float> load_hdf5(const Request&);
template Dataset<double> load_hdf5(const Request&);

}  // namespace assay::data
