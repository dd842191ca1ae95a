#include <assay/error.hpp>

#include "h5/attribute.hpp"
#include "h5/budget.hpp"
#include "h5/dataset.hpp"
#include "h5/elements.hpp"
#include "h5/file.hpp"
#include "h5/library.hpp"
#include "h5/links.hpp"
#include "h5/text.hpp"

namespace assay::h5 {
namespace {

Handle open_image(std::span<const std::byte> bytes) {
  if (bytes.empty()) throw Error("the file is empty; expected an HDF5 file");
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make", "properties");
  check(H5Pset_fapl_core(access, 1 << 16, false), "set", "properties");
  check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), "set", "properties");
  void* image = const_cast<std::byte*>(bytes.data());  // libhdf5 copies it
  check(H5Pset_file_image(access, image, bytes.size()), "set", "properties");
  const hid_t file = H5Fopen(memory_name().c_str(), H5F_ACC_RDONLY, access);
  if (file < 0) throw Error("not a readable HDF5 file: " + last_reason());
  return {file, H5Fclose, "open", "/"};
}

Shape shape_of(const Dataset& opened, const std::string& path) {
  if (opened.extents.size() > Shape::kMaxRank)
    throw Error("'" + path + "' has " + std::to_string(opened.extents.size()) + " axes; at most " +
                std::to_string(Shape::kMaxRank) + " are read");
  Shape shape;
  for (const hsize_t extent : opened.extents) shape.append(static_cast<std::int64_t>(extent));
  return shape;
}

std::string read_text(const Dataset& opened, const std::string& path) {
  if (opened.count != 1)
    throw Error("'" + path + "' holds " + std::to_string(opened.count) + " texts; expected a single one");
  return read_texts(opened.type, opened.space, path,
                    [&](hid_t type, void* buffer) {
                      return H5Dread(opened.dataset, type, H5S_ALL, H5S_ALL, text_transfer(), buffer);
                    })
      .at(0);
}

std::uint64_t bytes_of(const Attribute& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text->size();
  std::uint64_t bytes = sizeof(double);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    for (const auto& one : *texts) bytes += sizeof one + one.size();
  return bytes;
}

}  // namespace

struct Reader::Impl {
  std::string name;
  Handle file;

  /// Does something with the file; its name stands before whatever goes wrong.
  template <class Work>
  auto named(Work work) const {
    try {
      return work();
    } catch (const Error& error) {
      throw Error(name + ": " + error.what());
    }
  }
};

Reader::Reader(std::span<const std::byte> bytes, std::string name) : impl_(std::make_shared<Impl>()) {
  start_library();
  impl_->name = std::move(name);
  impl_->named([&] { impl_->file = open_image(bytes); });
}

Reader::Reader(std::shared_ptr<Impl> impl, std::string root) : impl_(std::move(impl)), root_(std::move(root)) {}

Reader::~Reader() = default;

Reader Reader::within(const std::string& group) const {
  if (!is_group(group)) throw Error(name() + ": '" + at(group) + "' is no group");
  return {impl_, at(group)};
}

const std::string& Reader::name() const { return impl_->name; }

bool Reader::has(const std::string& path) const {
  return impl_->named([&] { return exists(impl_->file, at(path)); });
}

bool Reader::is_group(const std::string& path) const {
  return impl_->named([&] { return H5Iget_type(open_object(impl_->file, at(path))) == H5I_GROUP; });
}

std::vector<std::string> Reader::names(const std::string& group) const {
  return impl_->named([&] { return names_in(impl_->file, at(group)); });
}

Array Reader::array(const std::string& relative) const {
  const std::string path = at(relative);
  return impl_->named([&]() -> Array {
    const Dataset opened = open_dataset(impl_->file, path);
    if (opened.is_text()) throw Error("'" + path + "' holds text; expected numbers");
    const Shape shape = shape_of(opened, path);
    spend(opened.count * sizeof(double), path);
    return {shape, read_numbers(opened.dataset, opened.type, opened.count, path)};
  });
}

Shape Reader::shape(const std::string& path) const {
  return impl_->named([&] { return shape_of(open_dataset(impl_->file, at(path)), at(path)); });
}

bool Reader::is_text(const std::string& path) const {
  return impl_->named([&] { return open_dataset(impl_->file, at(path)).is_text(); });
}

std::string Reader::text(const std::string& relative) const {
  const std::string path = at(relative);
  return impl_->named([&] {
    const Dataset opened = open_dataset(impl_->file, path);
    if (!opened.is_text()) throw Error("'" + path + "' holds numbers; expected text");
    spend(opened.count * H5Tget_size(opened.type), path);
    std::string text = read_text(opened, path);
    spend(text.size(), path);
    return text;
  });
}

std::optional<Attribute> Reader::attribute(const std::string& path, const std::string& name) const {
  return impl_->named([&] {
    auto value = read_attribute(open_object(impl_->file, at(path)), at(path), name);
    if (value) spend(bytes_of(*value), at(path) + '@' + name);
    return value;
  });
}

std::vector<std::string> Reader::attributes(const std::string& path) const {
  return impl_->named([&] { return attribute_names(open_object(impl_->file, at(path)), at(path)); });
}

}  // namespace assay::h5
