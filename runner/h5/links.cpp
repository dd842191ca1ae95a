#include "h5/links.hpp"

#include <algorithm>

#include <assay/error.hpp>

#include "base/suggest.hpp"

namespace assay::h5 {
namespace {

Error not_a_path(const std::string& path, const char* expected) {
  return Error("'" + path + "' is no path in a file; expected " + expected);
}

const char* describe(H5L_type_t link) {
  if (link == H5L_TYPE_SOFT) return "a soft link";
  if (link == H5L_TYPE_EXTERNAL) return "a link into another file";
  return "a user-defined link";
}

/// Whether the last name of `path` exists, the names before it being known to.
bool has_link(hid_t file, const std::string& path) {
  if (H5Lexists(file, path.c_str(), H5P_DEFAULT) <= 0) return false;  // below zero: the parent is no group
  H5L_info_t info{};
  check(H5Lget_info(file, path.c_str(), &info, H5P_DEFAULT), "open", path);
  if (info.type != H5L_TYPE_HARD)
    throw Error("'" + path + "' is " + describe(info.type) + "; only objects that lie in this file itself are read");
  return true;
}

bool is_group(hid_t object) { return H5Iget_type(object) == H5I_GROUP; }

/// "no object '/weights/0.wieght'; did you mean '0.weight'?"
Error missing(hid_t file, const std::string& path) {
  std::string parent;
  for (const std::string& name : split(path)) {
    if (!has_link(file, parent + '/' + name)) {
      const bool near = parent.empty() || is_group(open_object(file, parent));
      const auto known = near ? names_in(file, parent.empty() ? "/" : parent) : std::vector<std::string>();
      return Error("no object '" + path + "'" + did_you_mean(name, known));
    }
    parent += '/' + name;
  }
  return Error("no object '" + path + "'");
}

bool keeps_order(hid_t group) {
  const Handle plist(H5Gget_create_plist(group), H5Pclose, "open", "properties");
  unsigned flags = 0;
  return H5Pget_link_creation_order(plist, &flags) >= 0 && (flags & H5P_CRT_ORDER_TRACKED) != 0;
}

}  // namespace

std::vector<std::string> split(const std::string& path) {
  if (path.empty() || path[0] != '/') throw not_a_path(path, "one that begins with '/'");
  std::vector<std::string> names;
  for (std::size_t begin = 1; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    names.push_back(path.substr(begin, end - begin));
    if (names.back().empty() || names.back() == ".") throw not_a_path(path, "names between the slashes");
    begin = end + 1;
  }
  if (names.size() > kDeepest) throw not_a_path(path, "at most 16 names");
  if (!names.empty() && path.back() == '/') throw not_a_path(path, "no '/' at its end");
  return names;
}

bool exists(hid_t file, const std::string& path) {
  std::string prefix;
  for (const std::string& name : split(path)) {
    prefix += '/' + name;
    if (!has_link(file, prefix)) return false;
  }
  return true;
}

Handle open_object(hid_t file, const std::string& path) {
  if (!exists(file, path)) throw missing(file, path);
  return {H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, "open", path};
}

std::vector<std::string> names_in(hid_t file, const std::string& path) {
  const Handle group = open_object(file, path);
  if (!is_group(group)) throw Error("'" + path + "' is a data set; expected a group");
  H5G_info_t info{};
  check(H5Gget_info(group, &info), "list", path);
  if (info.nlinks > kMostNames)
    throw Error("'" + path + "' holds " + std::to_string(info.nlinks) + " objects; at most " +
                std::to_string(kMostNames) + " are read");
  const H5_index_t index = keeps_order(group) ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {  // one by one: H5Literate of 1.10.8 frees garbage in a damaged group
    const auto name = [&](char* buffer, std::size_t size) {
      return check(H5Lget_name_by_idx(group, ".", index, H5_ITER_INC, i, buffer, size, H5P_DEFAULT), "list", path);
    };
    std::string text(static_cast<std::size_t>(name(nullptr, 0)), '\0');
    name(text.data(), text.size() + 1);
    names.push_back(std::move(text));
  }
  return names;
}

}  // namespace assay::h5
