#include "h5/dataset.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include <assay/error.hpp>

#include "h5/links.hpp"

namespace assay::h5 {
namespace {

const char* describe(H5T_class_t kind) {
  switch (kind) {
    case H5T_TIME:
      return "times";
    case H5T_BITFIELD:
      return "bit fields";
    case H5T_OPAQUE:
      return "opaque values";
    case H5T_COMPOUND:
      return "compound values";
    case H5T_REFERENCE:
      return "references";
    case H5T_ENUM:
      return "enumeration values";
    case H5T_VLEN:
      return "lists of varying length";
    case H5T_ARRAY:
      return "arrays in every element";
    default:
      return "values of an unknown kind";
  }
}

void check_type(hid_t type, const std::string& path) {
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_STRING || is_truth(type)) return;
  if (kind != H5T_INTEGER && kind != H5T_FLOAT)
    throw Error("'" + path + "' holds " + describe(kind) + "; expected numbers or text");
  if (H5Tget_size(type) > 8)
    throw Error("'" + path + "' holds numbers of " + std::to_string(H5Tget_size(type)) +
                " bytes; expected at most 8 (float64, int64)");
}

/// Names of filters that others use (the HDF Group's registry), by number.
const char* name_of(H5Z_filter_t filter) {
  switch (filter) {
    case H5Z_FILTER_SZIP:
      return "szip";
    case H5Z_FILTER_NBIT:
      return "n-bit";
    case H5Z_FILTER_SCALEOFFSET:
      return "scale-offset";
    case 305:
      return "LZO";
    case 307:
      return "bzip2";
    case 32000:
      return "lzf";
    case 32001:
      return "Blosc";
    case 32004:
      return "LZ4";
    case 32008:
      return "bitshuffle";
    case 32013:
      return "ZFP";
    case 32015:
      return "Zstandard";
    case 32026:
      return "Blosc2";
    default:
      return nullptr;
  }
}

[[noreturn]] void refuse_filter(H5Z_filter_t filter, const std::string& path) {
  const char* name = name_of(filter);
  const std::string number = "filter " + std::to_string(filter);
  throw Error("'" + path + "' is packed by " + (name ? name + (" (" + number + ')') : number) +
              "; expected gzip, shuffle or fletcher32: 'h5repack -f GZIP=4 OLD NEW' repacks it where that filter is "
              "installed, as does h5py's compression='gzip'");
}

/// Elements times bytes, or more than kLargest where that would overflow.
std::uint64_t bytes_of(const std::vector<hsize_t>& extents, std::uint64_t element_bytes) {
  std::uint64_t bytes = element_bytes;
  for (const hsize_t extent : extents)
    if (extent == 0) return 0;
  for (const hsize_t extent : extents) {
    if (extent > kLargest / bytes) return kLargest + 1;
    bytes *= extent;
  }
  return bytes;
}

std::string shape_text(const std::vector<hsize_t>& extents) {
  std::string text;
  for (const hsize_t extent : extents) text += (text.empty() ? "" : ",") + std::to_string(extent);
  return "[" + text + "]";
}

/// At most kMostChunks + 1.
std::uint64_t chunks_of(const std::vector<hsize_t>& extents, const std::vector<hsize_t>& chunk) {
  std::uint64_t count = 1;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    const hsize_t along = chunk[i] == 0 ? 0 : (extents[i] + chunk[i] - 1) / chunk[i];
    if (along > kMostChunks) return kMostChunks + 1;
    count = std::min<std::uint64_t>(count * along, kMostChunks + 1);
  }
  return count;
}

/// libhdf5 keeps about a kilobyte of books for each chunk that it is to read, written or not.
void check_chunks(hid_t properties, const Dataset& opened, const std::string& path) {
  std::vector<hsize_t> chunk(opened.extents.size());
  check(H5Pget_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "open", path);
  if (bytes_of(chunk, H5Tget_size(opened.type)) > kLargestChunk)
    throw Error("'" + path + "' is stored in chunks of shape " + shape_text(chunk) + "; at most 256 MB are read");
  const std::uint64_t count = chunks_of(opened.extents, chunk);
  if (count > kMostChunks || (count > kManyChunks && H5Dget_storage_size(opened.dataset) < count))
    throw Error("'" + path + "' has shape " + shape_text(opened.extents) + " in chunks of " + shape_text(chunk) + ", " +
                (count > kMostChunks ? "more than a million; store it in larger ones"
                                     : "most of which were never written; store what there is"));
}

void check_storage(const Dataset& opened, const std::string& path) {
  const Handle properties(H5Dget_create_plist(opened.dataset), H5Pclose, "open", path);
  const H5D_layout_t layout = H5Pget_layout(properties);
  if (layout == H5D_VIRTUAL)
    throw Error("'" + path + "' is a virtual data set, made of other files; expected one that holds its own values");
  if (check(H5Pget_external_count(properties), "open", path) != 0)
    throw Error("'" + path + "' keeps its values in another file; expected one that holds its own values");
  if (layout == H5D_CHUNKED) check_chunks(properties, opened, path);
  const int filters = check(H5Pget_nfilters(properties), "open", path);
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0, config = 0;
    std::size_t values = 0;
    std::array<char, 64> name{};
    const H5Z_filter_t filter = check(H5Pget_filter2(properties, static_cast<unsigned>(i), &flags, &values, nullptr,
                                                     name.size(), name.data(), &config),
                                      "open", path);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
      refuse_filter(filter, path);
  }
}

void measure(Dataset& opened, const std::string& path) {
  const H5S_class_t kind = H5Sget_simple_extent_type(opened.space);
  if (kind == H5S_NULL) throw Error("'" + path + "' is empty (null space); expected numbers or text");
  opened.extents.resize(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(opened.space), "measure", path)));
  check(H5Sget_simple_extent_dims(opened.space, opened.extents.data(), nullptr), "measure", path);
  if (bytes_of(opened.extents, H5Tget_size(opened.type)) > kLargest)
    throw Error("'" + path + "' has shape " + shape_text(opened.extents) + ", more than 4 GB; that is too large");
  for (const hsize_t extent : opened.extents) opened.count *= extent;
}

}  // namespace

bool is_truth(hid_t type) {
  if (H5Tget_class(type) != H5T_ENUM || H5Tget_size(type) != 1 || H5Tget_nmembers(type) != 2) return false;
  for (const unsigned member : {0U, 1U}) {
    const std::unique_ptr<char, herr_t (*)(void*)> name(H5Tget_member_name(type, member), H5free_memory);
    std::int8_t value = -1;
    if (!name || H5Tget_member_value(type, member, &value) < 0) return false;
    if (value == 0 ? std::string_view(name.get()) != "FALSE" : value != 1 || std::string_view(name.get()) != "TRUE")
      return false;
  }
  return true;
}

Dataset open_dataset(hid_t file, const std::string& path) {
  Dataset opened;
  opened.dataset = open_object(file, path);
  if (H5Iget_type(opened.dataset) != H5I_DATASET) throw Error("'" + path + "' is a group; expected a data set");
  opened.type = Handle(H5Dget_type(opened.dataset), H5Tclose, "open", path);
  opened.space = Handle(H5Dget_space(opened.dataset), H5Sclose, "open", path);
  check_type(opened.type, path);
  measure(opened, path);
  check_storage(opened, path);
  return opened;
}

}  // namespace assay::h5
