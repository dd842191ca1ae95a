#include "store/index.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string_view>

#include "base/failure.hpp"
#include "store/run_file.hpp"
#include "store/seal.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kVersion = 2;        // 2: with data files
constexpr const char* kSealName = "index";  // stands in the seal where a run file has its id

// ---- values as bytes: the type's number, then the value; a text is its length and its bytes

class Packer {
 public:
  void operator()(std::monostate) {}
  template <class Number>
  void operator()(Number value) {
    const auto* from = reinterpret_cast<const std::uint8_t*>(&value);
    bytes_.insert(bytes_.end(), from, from + sizeof value);
  }
  void operator()(const std::string& text) {
    (*this)(static_cast<std::uint64_t>(text.size()));
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  void operator()(const std::vector<std::string>& texts) {
    (*this)(static_cast<std::uint64_t>(texts.size()));
    for (const auto& text : texts) (*this)(text);
  }

  void add(const Fact& fact) {
    bytes_.push_back(static_cast<std::uint8_t>(fact.index()));
    std::visit(*this, fact);
  }
  Array finish() && { return {{static_cast<std::int64_t>(bytes_.size())}, std::move(bytes_)}; }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// The inverse. What it reads is behind a seal, so lengths are right.
class Unpacker {
 public:
  explicit Unpacker(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool done() const { return bytes_.empty(); }

  Fact fact() {
    switch (number<std::uint8_t>()) {
      case 1:
        return number<bool>();
      case 2:
        return number<std::int64_t>();
      case 3:
        return number<double>();
      case 4:
        return text();
      case 5:
        return texts();
      default:
        return {};
    }
  }
  std::string text() {
    const auto size = number<std::uint64_t>();
    const auto* begin = reinterpret_cast<const char*>(take(size).data());
    return {begin, begin + size};
  }

 private:
  std::span<const std::uint8_t> take(std::size_t size) {
    if (size > bytes_.size()) throw Error("a value is cut off");
    const auto front = bytes_.first(size);
    bytes_ = bytes_.subspan(size);
    return front;
  }
  template <class Number>
  Number number() {
    Number value{};
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> all(number<std::uint64_t>());
    for (auto& one : all) one = text();
    return all;
  }

  std::span<const std::uint8_t> bytes_;
};

Array pack(const auto& texts) {
  Packer packer;
  for (const auto& text : texts) packer(text);
  return std::move(packer).finish();
}

std::vector<std::string> unpack(const h5::Reader& reader, const std::string& path) {
  const auto bytes = reader.array(path).as<std::uint8_t>();
  Unpacker unpacker(bytes);
  std::vector<std::string> texts;
  while (!unpacker.done()) texts.push_back(unpacker.text());
  return texts;
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
  Packer values;
  for (const auto& value : facts.values()) values.add(value);
  writer.group(group_of(column), 2);
  writer.write(group_of(column) + "/values", std::move(values).finish());
  writer.write(group_of(column) + "/which", which_of(facts));
}

Facts read_column(const h5::Reader& reader, std::size_t column, std::size_t runs) {
  const auto bytes = reader.array(group_of(column) + "/values").as<std::uint8_t>();
  Unpacker unpacker(bytes);
  std::vector<Fact> values;
  while (!unpacker.done()) values.push_back(unpacker.fact());
  auto which = reader.array(group_of(column) + "/which").as<std::uint32_t>();
  const bool whole = which.size() == runs && std::all_of(which.begin(), which.end(),
                                                         [&](std::uint32_t value) { return value < values.size(); });
  if (!whole) throw Error("a column of " + std::string(kIndexName) + " does not fit its files");
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
  for (auto& name : unpack(reader, "/files/names")) {
    const std::size_t i = 3 * files.size();
    if (i + 3 > stamps.size()) throw Error("a file of the index has no stamp");
    files.push_back({std::move(name), {stamps[i], stamps[i + 1], stamps[i + 2]}});
  }
  return files;
}

}  // namespace

Index::Index(std::unique_ptr<h5::Reader> reader) : reader_(std::move(reader)) {
  files_ = read_files(*reader_);
  names_ = unpack(*reader_, "/names");
  for (std::size_t i = 0; i < names_.size(); ++i) places_[names_[i]] = i;
}

std::unique_ptr<Index> Index::read(const fs::path& folder) {
  const fs::path file = folder / kIndexName;
  std::error_code error;
  if (!fs::exists(file, error)) return nullptr;
  try {
    const std::vector<std::byte> bytes = read_whole(file);
    if (check_seal(bytes).run != kSealName) return nullptr;
    auto reader = std::make_unique<h5::Reader>(bytes, file.string());
    const auto version = reader->attribute("/", "index_version");
    if (!version || *version != h5::Attribute(kVersion)) return nullptr;
    return std::unique_ptr<Index>(new Index(std::move(reader)));
  } catch (const Error&) {
    return nullptr;  // the files themselves are still there
  }
}

const Facts* Index::find(const std::string& name) const {
  const auto place = places_.find(name);
  if (place == places_.end()) return nullptr;
  auto loaded = loaded_.find(name);
  if (loaded == loaded_.end())
    loaded = loaded_.emplace(name, read_column(*reader_, place->second, files_.size())).first;
  return &loaded->second;
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
