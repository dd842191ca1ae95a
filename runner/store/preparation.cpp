#include "store/preparation.hpp"

namespace assay::store {
namespace {

constexpr const char* kGroup = "/preparation";

template <class Numbers>
void write_list(h5::Writer& writer, const std::string& path, const Numbers& numbers) {
  if (!numbers.empty()) writer.write(path, Array{Shape({static_cast<std::int64_t>(numbers.size())}), numbers});
}

void write_step(h5::Writer& writer, const char* step, const std::vector<double>& shift,
                const std::vector<double>& factor) {
  const std::string path = std::string(kGroup) + '/' + step;
  write_list(writer, path + "/shift", shift);
  write_list(writer, path + "/factor", factor);
}

std::vector<std::string> texts(const h5::Reader& reader, const std::string& name) {
  const auto found = reader.attribute(kGroup, name);
  const auto* list = found ? std::get_if<std::vector<std::string>>(&*found) : nullptr;
  return list ? *list : std::vector<std::string>();
}

template <class T>
std::vector<T> list(const h5::Reader& reader, const std::string& name) {
  const std::string path = std::string(kGroup) + '/' + name;
  return reader.has(path) ? reader.array(path).as<T>() : std::vector<T>();
}

}  // namespace

void write_preparation(h5::Writer& writer, const Preparation& preparation) {
  if (preparation.empty()) return;
  writer.group(kGroup);
  writer.attribute(kGroup, "classes", preparation.classes);
  const std::pair<const char*, const std::vector<std::string>*> names[] = {
      {"input_names", &preparation.input_names},
      {"target_names", &preparation.target_names},
      {"class_names", &preparation.class_names},
  };
  for (const auto& [name, values] : names)
    if (!values->empty()) writer.attribute(kGroup, name, *values);
  write_list(writer, "/preparation/input_shape", preparation.input_shape);
  write_list(writer, "/preparation/target_shape", preparation.target_shape);
  write_step(writer, "scale", preparation.scale_shift, preparation.scale_factor);
  write_step(writer, "target_scale", preparation.target_scale_shift, preparation.target_scale_factor);
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
  if (reader.has("/preparation/vocabulary")) preparation.vocabulary = reader.text("/preparation/vocabulary");
  return preparation;
}

}  // namespace assay::store
