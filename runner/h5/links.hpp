#pragma once
/// From a path to an object, by plain (hard) links only: a file may come from anywhere, and libhdf5 would follow soft
/// and external links, to other files too.

#include <string>
#include <vector>

#include "h5/handle.hpp"

namespace assay::h5 {

inline constexpr std::size_t kMostNames = 10'000;  ///< in one group
inline constexpr std::size_t kDeepest = 16;        ///< groups in groups

/// "/a/b" as {"a", "b"}; "/" as {}. Throws Error for anything but an absolute path of at most kDeepest names.
std::vector<std::string> split(const std::string& path);

/// Whether there is such an object. Throws Error for a link that is not plain.
bool exists(hid_t file, const std::string& path);

/// Throws Error where there is no such object, with did-you-mean.
Handle open_object(hid_t file, const std::string& path);

/// Names in a group: in the order in which they were written where the group keeps it, else sorted.
std::vector<std::string> names_in(hid_t file, const std::string& path);

}  // namespace assay::h5
