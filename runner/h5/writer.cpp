#include <set>
#include <span>

#include <hdf5_hl.h>

#include <assay/error.hpp>

#include "base/utf8.hpp"
#include "h5/attribute.hpp"
#include "h5/elements.hpp"
#include "h5/file.hpp"
#include "h5/library.hpp"
#include "h5/links.hpp"
#include "h5/superblock.hpp"
#include "h5/text.hpp"

namespace assay::h5 {
namespace {

constexpr std::size_t kGrowth = std::size_t{1} << 16;    ///< of the image in memory
constexpr std::size_t kPackFrom = std::size_t{1} << 16;  ///< bytes; below, gzip's chunk index costs more than it saves
constexpr std::size_t kChunk = std::size_t{1} << 20;     ///< bytes at most
constexpr unsigned kPackLevel = 1;                       ///< weights hardly shrink further, but take many times as long
constexpr unsigned kLinksInHeader = 256;                 ///< up to here no fractal heaps, whose damage crashes readers
constexpr unsigned kAttributesInHeader = 1024;

Handle properties(hid_t kind) { return {H5Pcreate(kind), H5Pclose, "make", "properties"}; }

/// What all objects have in common: attributes within the header and in order, no times.
void describe_object(hid_t plist) {
  check(H5Pset_attr_phase_change(plist, kAttributesInHeader, kAttributesInHeader), "set", "properties");
  check(H5Pset_attr_creation_order(plist, H5P_CRT_ORDER_TRACKED), "set", "properties");
}

void describe_group(hid_t plist) {
  describe_object(plist);
  check(H5Pset_obj_track_times(plist, false), "set", "properties");
  check(H5Pset_link_phase_change(plist, kLinksInHeader, kLinksInHeader), "set", "properties");
  check(H5Pset_link_creation_order(plist, H5P_CRT_ORDER_TRACKED), "set", "properties");
}

/// Made once: making them for every file would take as long as writing a small one.
struct Properties {
  Handle group = properties(H5P_GROUP_CREATE);
  /// Of a group that is not kept in its header from the start, for moving it later takes seconds.
  Handle large_group = properties(H5P_GROUP_CREATE);
  Handle dataset = properties(H5P_DATASET_CREATE);

  Properties() {
    describe_group(group);
    describe_group(large_group);
    check(H5Pset_link_phase_change(large_group, 0, 0), "set", "properties");
    describe_object(dataset);
    check(H5Pset_obj_track_times(dataset, false), "set", "properties");
  }
};

const Properties& made_once() {
  static const Properties& properties = *new Properties;  // HDF5 may be gone when destructors run
  return properties;
}

Handle create_file() {
  const Handle access = properties(H5P_FILE_ACCESS);
  check(H5Pset_fapl_core(access, kGrowth, false), "set", "properties");
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "set", "properties");
  check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), "set", "properties");
  const Handle creation = properties(H5P_FILE_CREATE);
  describe_group(creation);
  check(H5Pset_userblock(creation, kUserBlock), "set", "properties");
  return {H5Fcreate(memory_name().c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose, "make", "a file in memory"};
}

std::vector<hsize_t> extents_of(const Shape& shape) { return {shape.begin(), shape.end()}; }

/// Halves the outer axes until a chunk is small enough.
std::vector<hsize_t> chunk_of(std::vector<hsize_t> extents, std::size_t bytes) {
  for (hsize_t& extent : extents)
    while (bytes > kChunk && extent > 1) {
      bytes = bytes / extent * ((extent + 1) / 2);
      extent = (extent + 1) / 2;
    }
  return extents;
}

Handle space_of(const std::vector<hsize_t>& extents, const std::string& path) {
  if (extents.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "make", path};
  return {H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), H5Sclose, "make", path};
}

/// A file that the next Writer takes; see Writer::prepare().
Handle& spare_file() {
  static Handle& spare = *new Handle;
  return spare;
}

Handle take_file() { return spare_file() < 0 ? create_file() : std::move(spare_file()); }

}  // namespace

struct Writer::Impl {
  Handle file = take_file();
  const Properties& plists = made_once();
  std::set<std::string> groups;
  Handle object;  ///< the last one that got an attribute: the next is mostly for it, too
  std::string object_path;

  void make_groups(std::span<const std::string> names) {
    std::string path;
    for (const std::string& name : names) {
      path += '/' + name;
      if (!groups.contains(path)) make_group(path, plists.group);
    }
  }

  void make_group(const std::string& path, hid_t plist) {
    Handle made(H5Gcreate2(file, path.c_str(), H5P_DEFAULT, plist, H5P_DEFAULT), H5Gclose, "make", path);
    made.close();
    groups.insert(path);
  }

  Handle make_dataset(const std::string& path, hid_t type, hid_t space, hid_t plist) {
    const std::vector<std::string> names = split(path);
    if (names.empty()) throw Error("'/' is the file itself; expected the path of a data set");
    make_groups(std::span(names).first(names.size() - 1));
    return {H5Dcreate2(file, path.c_str(), type, space, H5P_DEFAULT, plist, H5P_DEFAULT), H5Dclose, "make", path};
  }

  Handle open(const std::string& path) const {
    return {H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, "open", path};
  }

  const Handle& object_at(const std::string& path) {
    if (object < 0 || object_path != path) {
      object.close();
      object = open(path);
      object_path = path;
    }
    return object;
  }

  Handle packed(const std::vector<hsize_t>& extents, std::size_t bytes) const {
    Handle plist(H5Pcopy(plists.dataset), H5Pclose, "make", "properties");
    const auto chunk = chunk_of(extents, bytes);
    check(H5Pset_chunk(plist, static_cast<int>(chunk.size()), chunk.data()), "set", "properties");
    check(H5Pset_shuffle(plist), "set", "properties");
    check(H5Pset_deflate(plist, kPackLevel), "set", "properties");
    return plist;
  }
};

Writer::Writer() {
  start_library();
  impl_ = std::make_shared<Impl>();
}

void Writer::prepare() {
  start_library();
  made_once();
  if (spare_file() < 0) spare_file() = create_file();
}

Writer::Writer(std::shared_ptr<Impl> impl, std::string root) : impl_(std::move(impl)), root_(std::move(root)) {}

Writer::~Writer() = default;

Writer Writer::within(const std::string& group) {
  this->group(group);
  return {impl_, at(group)};
}

void Writer::group(const std::string& relative, std::size_t members) {
  const std::string path = at(relative);
  const std::vector<std::string> names = split(path);
  if (names.empty() || impl_->groups.contains(path)) return;
  impl_->make_groups(std::span(names).first(names.size() - 1));
  impl_->make_group(path, members > kLinksInHeader ? impl_->plists.large_group : impl_->plists.group);
}

void Writer::write(const std::string& relative, const Array& array) {
  const std::string path = at(relative);
  if (static_cast<std::size_t>(array.shape.size()) != array.size())
    throw Error("'" + path + "': shape " + to_string(array.shape) + " does not hold " + std::to_string(array.size()) +
                " numbers");
  const auto extents = extents_of(array.shape);
  const Handle space = space_of(extents, path);
  const ElementType type = element_type(array.numbers);
  const std::size_t bytes = array.size() * element_bytes(array.numbers);
  const void* values = std::visit([](const auto& v) { return static_cast<const void*>(v.data()); }, array.numbers);
  const bool pack = bytes >= kPackFrom && !extents.empty();
  const Handle packed = pack ? impl_->packed(extents, bytes) : Handle();
  Handle dataset = impl_->make_dataset(path, type.file, space, pack ? packed : impl_->plists.dataset);
  check(H5Dwrite(dataset, type.memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write", path);
  dataset.close();
}

void Writer::write(const std::string& relative, const std::string& text) {
  const std::string path = at(relative);
  const std::string decodable = well_formed(text);
  const char* pointer = decodable.c_str();
  const Handle& type = text_type();
  Handle dataset = impl_->make_dataset(path, type, space_of({}, path), impl_->plists.dataset);
  check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, text_transfer(), &pointer), "write", path);
  dataset.close();
}

void Writer::attribute(const std::string& relative, const std::string& name, const Attribute& value) {
  const std::string path = at(relative);
  write_attribute(impl_->object_at(path), path, name, value);
}

void Writer::scale(const std::string& relative, const std::string& relative_scale) {
  const std::string path = at(relative), scale = at(relative_scale);
  Handle dataset = impl_->open(path), coordinate = impl_->open(scale);
  if (H5DSis_scale(coordinate) == 0)
    check(H5DSset_scale(coordinate, split(scale).back().c_str()), "make an axis of", scale);
  check(H5DSattach_scale(dataset, coordinate, 0), "give an axis to", path);
  dataset.close();
  coordinate.close();
}

std::vector<std::byte> Writer::finish() {
  const hid_t file = impl_->file;
  impl_->object.close();
  check(H5Fflush(file, H5F_SCOPE_GLOBAL), "finish", "/");
  const auto size = static_cast<std::size_t>(check(H5Fget_file_image(file, nullptr, 0), "finish", "/"));
  std::vector<std::byte> bytes(kUserBlock + size);
  const std::span image = std::span(bytes).subspan(kUserBlock);
  check(H5Fget_file_image(file, image.data(), size), "finish", "/");
  repair_superblock(image);
  impl_->file.close();
  return bytes;
}

}  // namespace assay::h5
