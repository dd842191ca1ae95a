#include "h5/text.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace assay::h5 {
namespace {

std::string fixed_text(const char* begin, std::size_t size, H5T_str_t padding) {
  std::string text(begin, std::find(begin, begin + size, '\0'));
  if (padding == H5T_STR_SPACEPAD) text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

const Handle& text_type() {
  static const Handle& made = *new Handle([] {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make", "text type");
    check(H5Tset_size(type, H5T_VARIABLE), "make", "text type");
    check(H5Tset_cset(type, H5T_CSET_UTF8), "make", "text type");
    return type;
  }());
  return made;
}

const Handle& text_transfer() {
  static const Handle& made = *new Handle([] {
    Handle plist(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "make", "properties");
    check(H5Pset_buffer(plist, 1 << 12, nullptr, nullptr), "set", "properties");
    return plist;
  }());
  return made;
}

std::vector<std::string> read_texts(hid_t type, hid_t space, const std::string& path,
                                    const std::function<herr_t(hid_t, void*)>& read) {
  const auto count = static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space), "measure", path));
  std::vector<std::string> texts;
  if (count == 0) return texts;
  if (H5Tis_variable_str(type) > 0) {
    std::vector<char*> pointers(count, nullptr);
    check(read(type, pointers.data()), "read", path);
    for (const char* pointer : pointers) texts.push_back(well_formed(pointer ? pointer : ""));
    check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data()), "read", path);
  } else {
    const std::size_t size = H5Tget_size(type);
    std::vector<char> bytes(count * size);
    check(read(type, bytes.data()), "read", path);
    for (std::size_t i = 0; i < count; ++i)
      texts.push_back(well_formed(fixed_text(bytes.data() + i * size, size, H5Tget_strpad(type))));
  }
  return texts;
}

}  // namespace assay::h5
