#include "store/index_file.hpp"

#include <algorithm>
#include <string_view>

#include "base/packing.hpp"
#include "store/index.hpp"
#include "store/seal.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kVersion = 4;        // 2: with data files; 3: with folds; 4: with searches
constexpr const char* kSealName = "index";  // stands in the seal where a run file has its id

/// Texts and values as the bytes of an array: HDF5's own texts lie in the one structure that has no checksum.
Array array_of(Packer packer) {
  const std::string bytes = std::move(packer).finish();
  return {{static_cast<std::int64_t>(bytes.size())}, std::vector<std::uint8_t>(bytes.begin(), bytes.end())};
}

Array pack(const auto& values) {
  Packer packer;
  for (const auto& value : values) packer(value);
  return array_of(std::move(packer));
}

template <class T>
std::vector<T> unpack(const h5::Reader& reader, const std::string& path) {
  const auto bytes = reader.array(path).as<std::uint8_t>();
  Unpacker unpacker(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  std::vector<T> values;
  while (!unpacker.done()) values.push_back(unpacker.take<T>());
  return values;
}

// ---- columns

std::string group_of(std::size_t column) { return "/columns/" + std::to_string(column); }

Array which_of(const Facts& facts) {
  const Shape shape{static_cast<std::int64_t>(facts.runs())};
  const auto fill = [&](auto numbers) -> Array {
    for (std::size_t run = 0; run < facts.runs(); ++run)
      numbers[run] = static_cast<typename decltype(numbers)::value_type>(facts.which(run));
    return {shape, std::move(numbers)};
  };
  if (facts.values().size() <= 256) return fill(std::vector<std::uint8_t>(facts.runs()));
  return fill(std::vector<std::int64_t>(facts.runs()));
}

void write_column(h5::Writer& writer, std::size_t column, const Facts& facts) {
  writer.group(group_of(column), 2);
  writer.write(group_of(column) + "/values", pack(facts.values()));
  writer.write(group_of(column) + "/which", which_of(facts));
}

IndexColumn read_column(const h5::Reader& reader, std::size_t column, std::size_t runs) {
  auto values = unpack<Fact>(reader, group_of(column) + "/values");
  auto which = reader.array(group_of(column) + "/which").as<std::uint32_t>();
  const bool whole = which.size() == runs && std::all_of(which.begin(), which.end(),
                                                         [&](std::uint32_t value) { return value < values.size(); });
  if (!whole) throw Error("a column of it does not fit its files");
  return {std::move(values), std::move(which)};
}

// ---- files

void write_files(h5::Writer& writer, const std::vector<StampedFile>& files) {
  std::vector<std::string> names;
  std::vector<std::int64_t> stamps;
  for (const auto& [name, stamp] : files) {
    names.push_back(name);
    stamps.insert(stamps.end(), {stamp.bytes, stamp.modified, stamp.inode});
  }
  writer.write("/files/names", pack(names));
  writer.write("/files/stamps", Array{{static_cast<std::int64_t>(files.size()), 3}, stamps});
}

std::vector<StampedFile> read_files(const h5::Reader& reader) {
  const auto stamps = reader.array("/files/stamps").as<std::int64_t>();
  std::vector<StampedFile> files;
  for (auto& name : unpack<std::string>(reader, "/files/names")) {
    const std::size_t i = 3 * files.size();
    if (i + 3 > stamps.size()) throw Error("a file of the index has no stamp");
    files.push_back({std::move(name), {stamps[i], stamps[i + 1], stamps[i + 2]}});
  }
  return files;
}

}  // namespace

IndexFile::IndexFile(std::unique_ptr<h5::Reader> reader) : reader_(std::move(reader)) {
  files_ = read_files(*reader_);
  names_ = unpack<std::string>(*reader_, "/names");
  for (std::size_t i = 0; i < names_.size(); ++i) places_[names_[i]] = i;
}

std::unique_ptr<IndexFile> IndexFile::read(const fs::path& folder) {
  const fs::path file = folder / kIndexName;
  std::error_code error;
  if (!fs::exists(file, error)) return nullptr;
  try {
    const std::vector<std::byte> bytes = read_whole(file);
    if (check_seal(bytes).run != kSealName) return nullptr;
    auto reader = std::make_unique<h5::Reader>(bytes, file.string());
    const auto version = reader->attribute("/", "index_version");
    if (!version || *version != h5::Attribute(kVersion)) return nullptr;
    return std::unique_ptr<IndexFile>(new IndexFile(std::move(reader)));
  } catch (const Error&) {
    return nullptr;  // the files themselves are still there
  }
}

IndexColumn IndexFile::column(const std::string& name) const {
  const auto place = places_.find(name);
  if (place == places_.end()) throw Error("it has no column '" + name + "'");
  return read_column(*reader_, place->second, files_.size());
}

void write_index(const fs::path& folder, const std::vector<StampedFile>& files,
                 const std::vector<std::pair<std::string, Facts>>& columns) {
  h5::Writer writer;
  writer.attribute("/", "format", std::string("assay-index"));
  writer.attribute("/", "index_version", kVersion);
  std::vector<std::string> names;
  for (const auto& [name, facts] : columns) names.push_back(name);
  writer.write("/names", pack(names));
  write_files(writer, files);
  writer.group("/columns", columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) write_column(writer, i, columns[i].second);
  auto bytes = writer.finish();
  put_seal(bytes, {.run = kSealName, .status = "index", .result = {}, .sha256 = {}});
  write_whole(folder / kIndexName, bytes);
}

}  // namespace assay::store
