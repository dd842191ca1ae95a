#pragma once
/// What the reader says when it is asked for numbers that it refuses.

#include <functional>
#include <string>
#include <vector>

#include "h5/file.hpp"
#include "h5/foreign_file.hpp"
#include "h5/message_of.hpp"

namespace assay::h5 {

inline std::string refusal_of(const std::vector<std::byte>& bytes, const std::string& path = "/x") {
  return message_of([&] { Reader(bytes, "data.h5").array(path); });
}

inline std::string refusal(const std::function<void(hid_t file)>& fill) { return refusal_of(foreign_file(fill)); }

}  // namespace assay::h5
