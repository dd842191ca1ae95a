#include "store/preparation.hpp"

#include <algorithm>

namespace assay::store {
namespace {

constexpr const char* kGroup = "/preparation";

template <class Numbers>
void write_list(h5::Writer& writer, const std::string& path, const Numbers& numbers) {
  if (!numbers.empty()) writer.write(path, Array{Shape({static_cast<std::int64_t>(numbers.size())}), numbers});
}

void write_texts(h5::Writer& writer, const std::string& path, const char* name, const std::vector<std::string>& texts) {
  if (!texts.empty()) writer.attribute(path, name, texts);
}

/// "/preparation/2_scale"; counted from 1.
std::string path_of_step(std::size_t number, const std::string& step) {
  return std::string(kGroup) + '/' + std::to_string(number) + '_' + step;
}

void write_learned(h5::Writer& writer, const std::string& path, const PreparationStep& step) {
  writer.group(path);
  write_texts(writer, path, "columns", step.columns);
  write_texts(writer, path, "rules", step.rules);
  write_texts(writer, path, "names", step.names);
  write_list(writer, path + "/numbers", step.numbers);
  write_list(writer, path + "/number_counts", step.number_counts);
  write_list(writer, path + "/name_counts", step.name_counts);
}

void write_scaling(h5::Writer& writer, const char* step, const std::vector<double>& shift,
                   const std::vector<double>& factor) {
  const std::string path = std::string(kGroup) + '/' + step;
  write_list(writer, path + "/shift", shift);
  write_list(writer, path + "/factor", factor);
}

std::vector<std::string> texts(const h5::Reader& reader, const std::string& name, const std::string& path = kGroup) {
  const auto found = reader.attribute(path, name);
  const auto* list = found ? std::get_if<std::vector<std::string>>(&*found) : nullptr;
  return list ? *list : std::vector<std::string>();
}

template <class T>
std::vector<T> list(const h5::Reader& reader, const std::string& name) {
  const std::string path = std::string(kGroup) + '/' + name;
  return reader.has(path) ? reader.array(path).as<T>() : std::vector<T>();
}

PreparationStep read_learned(const h5::Reader& reader, const std::string& name) {
  const std::string path = std::string(kGroup) + '/' + name;
  return {name.substr(name.find('_') + 1),
          texts(reader, "columns", path),
          texts(reader, "rules", path),
          list<double>(reader, name + "/numbers"),
          texts(reader, "names", path),
          list<std::int64_t>(reader, name + "/number_counts"),
          list<std::int64_t>(reader, name + "/name_counts")};
}

/// 1_..., 2_..., as long as there is a next one.
std::vector<PreparationStep> read_steps(const h5::Reader& reader) {
  const auto names = reader.names(kGroup);
  std::vector<PreparationStep> steps;
  while (true) {
    const std::string prefix = std::to_string(steps.size() + 1) + '_';
    const auto found = std::ranges::find_if(names, [&](const auto& name) { return name.starts_with(prefix); });
    if (found == names.end()) return steps;
    steps.push_back(read_learned(reader, *found));
  }
}

}  // namespace

void write_preparation(h5::Writer& writer, const Preparation& preparation) {
  if (preparation.empty()) return;
  writer.group(kGroup);
  writer.attribute(kGroup, "classes", preparation.classes);
  const std::pair<const char*, const std::vector<std::string>*> names[] = {
      {"input_names", &preparation.input_names},   {"target_names", &preparation.target_names},
      {"class_names", &preparation.class_names},   {"column_names", &preparation.column_names},
      {"column_kinds", &preparation.column_kinds},
  };
  for (const auto& [name, values] : names) write_texts(writer, kGroup, name, *values);
  write_list(writer, "/preparation/input_shape", preparation.input_shape);
  write_list(writer, "/preparation/target_shape", preparation.target_shape);
  write_scaling(writer, "scale", preparation.scale_shift, preparation.scale_factor);
  write_scaling(writer, "target_scale", preparation.target_scale_shift, preparation.target_scale_factor);
  write_list(writer, "/preparation/class_weights", preparation.class_weights);
  for (std::size_t i = 0; i < preparation.steps.size(); ++i)
    write_learned(writer, path_of_step(i + 1, preparation.steps[i].step), preparation.steps[i]);
  if (!preparation.vocabulary.empty()) writer.write("/preparation/vocabulary", preparation.vocabulary);
}

Preparation read_preparation(const h5::Reader& reader) {
  Preparation preparation;
  if (!reader.has(kGroup)) return preparation;
  if (const auto classes = reader.attribute(kGroup, "classes"))
    if (const auto* number = std::get_if<std::int64_t>(&*classes)) preparation.classes = *number;
  preparation.input_names = texts(reader, "input_names");
  preparation.target_names = texts(reader, "target_names");
  preparation.class_names = texts(reader, "class_names");
  preparation.input_shape = list<std::int64_t>(reader, "input_shape");
  preparation.target_shape = list<std::int64_t>(reader, "target_shape");
  preparation.scale_shift = list<double>(reader, "scale/shift");
  preparation.scale_factor = list<double>(reader, "scale/factor");
  preparation.target_scale_shift = list<double>(reader, "target_scale/shift");
  preparation.target_scale_factor = list<double>(reader, "target_scale/factor");
  preparation.column_names = texts(reader, "column_names");
  preparation.column_kinds = texts(reader, "column_kinds");
  preparation.class_weights = list<double>(reader, "class_weights");
  preparation.steps = read_steps(reader);
  if (reader.has("/preparation/vocabulary")) preparation.vocabulary = reader.text("/preparation/vocabulary");
  return preparation;
}

}  // namespace assay::store
