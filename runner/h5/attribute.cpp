#include "h5/attribute.hpp"

#include <limits>

#include <assay/error.hpp>

#include "base/utf8.hpp"
#include "h5/text.hpp"

namespace assay::h5 {
namespace {

void write_value(hid_t object, const std::string& where, const std::string& name, hid_t file_type, hid_t memory_type,
                 hid_t space, const void* value) {
  Handle attribute(H5Acreate2(object, name.c_str(), file_type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "make",
                   where);
  check(H5Awrite(attribute, memory_type, value), "write", where);
  attribute.close();
}

const Handle& scalar_space() {
  static const Handle& made = *new Handle(H5Screate(H5S_SCALAR), H5Sclose, "make", "a space");
  return made;
}

/// Writes one attribute, whichever type it has.
struct WriteAttribute {
  hid_t object;
  const std::string& where;  ///< for messages
  const std::string& name;

  void scalar(hid_t file_type, hid_t memory_type, const void* value) const {
    write_value(object, where, name, file_type, memory_type, scalar_space(), value);
  }
  void operator()(bool value) const {
    const unsigned char byte = value ? 1 : 0;
    scalar(H5T_STD_U8LE, H5T_NATIVE_UCHAR, &byte);
  }
  void operator()(std::int64_t value) const { scalar(H5T_STD_I64LE, H5T_NATIVE_INT64, &value); }
  void operator()(double value) const { scalar(H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value); }
  void operator()(const std::string& value) const {
    const std::string text = well_formed(value);
    const char* pointer = text.c_str();
    const Handle& type = text_type();
    scalar(type, type, &pointer);
  }
  void operator()(const std::vector<std::string>& values) const {
    std::vector<std::string> texts;
    for (const std::string& value : values) texts.push_back(well_formed(value));
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    pointers.reserve(1);  // libhdf5 takes no null pointer, not even for no texts
    const hsize_t extent = pointers.size();
    const Handle space(H5Screate_simple(1, &extent, nullptr), H5Sclose, "make", where);
    const Handle& type = text_type();
    write_value(object, where, name, type, type, space, pointers.data());
  }
};

/// An attribute opened for reading.
struct Opened {
  Handle attribute, type, space;

  Opened(hid_t object, const std::string& name, const std::string& where)
      : attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "open", where),
        type(H5Aget_type(attribute), H5Tclose, "open", where),
        space(H5Aget_space(attribute), H5Sclose, "open", where) {}

  /// MATLAB writes one number as an array of one.
  bool single() const {
    return H5Sget_simple_extent_type(space) != H5S_NULL && H5Sget_simple_extent_npoints(space) == 1;
  }
  bool is_text() const { return H5Tget_class(type) == H5T_STRING && H5Sget_simple_extent_ndims(space) <= 1; }
  bool is_number() const {
    const H5T_class_t kind = H5Tget_class(type);
    return single() && (kind == H5T_INTEGER || kind == H5T_FLOAT) && H5Tget_size(type) <= 8;
  }
};

Attribute read_text(const Opened& opened, const std::string& where) {
  if (H5Sget_simple_extent_type(opened.space) == H5S_NULL) return std::string();  // h5py's Empty
  std::vector<std::string> texts = read_texts(opened.type, opened.space, where, [&](hid_t type, void* buffer) {
    return H5Aread(opened.attribute, type, buffer);
  });
  if (H5Sget_simple_extent_type(opened.space) == H5S_SCALAR) return texts.at(0);
  return texts;
}

Attribute read_number(const Opened& opened, const std::string& where) {
  if (H5Tget_class(opened.type) == H5T_FLOAT) {
    double value = 0;
    check(H5Aread(opened.attribute, H5T_NATIVE_DOUBLE, &value), "read", where);
    return value;
  }
  const bool is_unsigned = H5Tget_sign(opened.type) == H5T_SGN_NONE;
  std::uint64_t bits = 0;  // of either type; each is read as what it is, for conversion would clip
  check(H5Aread(opened.attribute, is_unsigned ? H5T_NATIVE_UINT64 : H5T_NATIVE_INT64, &bits), "read", where);
  if (is_unsigned && bits > std::numeric_limits<std::int64_t>::max())
    throw Error("'" + where + "' holds " + std::to_string(bits) + ", more than 2^63 - 1");
  if (is_unsigned && H5Tget_size(opened.type) == 1 && bits <= 1) return bits == 1;
  return static_cast<std::int64_t>(bits);
}

herr_t collect(hid_t, const char* name, const H5A_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

bool keeps_order(hid_t object) {
  const auto plist = H5Iget_type(object) == H5I_DATASET ? H5Dget_create_plist(object) : H5Gget_create_plist(object);
  if (plist < 0) return false;
  const Handle owner(plist, H5Pclose, "open", "properties");
  unsigned flags = 0;
  return H5Pget_attr_creation_order(plist, &flags) >= 0 && (flags & H5P_CRT_ORDER_TRACKED) != 0;
}

}  // namespace

void write_attribute(hid_t object, const std::string& path, const std::string& name, const Attribute& value) {
  const std::string where = path + "@" + name;
  std::visit(WriteAttribute{object, where, name}, value);
}

std::optional<Attribute> read_attribute(hid_t object, const std::string& path, const std::string& name) {
  const std::string where = path + "@" + name;
  if (check(H5Aexists(object, name.c_str()), "find", where) == 0) return std::nullopt;
  const Opened opened(object, name, where);
  if (opened.is_text()) return read_text(opened, where);
  if (opened.is_number()) return read_number(opened, where);
  throw Error("'" + where + "' is not a number, a text or a list of texts");
}

std::vector<std::string> attribute_names(hid_t object, const std::string& path) {
  std::vector<std::string> all, readable;
  const H5_index_t index = keeps_order(object) ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  check(H5Aiterate2(object, index, H5_ITER_INC, nullptr, collect, &all), "list attributes of", path);
  for (const std::string& name : all) {
    const Opened opened(object, name, path + "@" + name);
    if (opened.is_text() || opened.is_number()) readable.push_back(name);
  }
  return readable;
}

}  // namespace assay::h5
