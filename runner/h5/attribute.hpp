#pragma once
/// Attributes of an open HDF5 object.

#include <optional>
#include <string>
#include <vector>

#include "h5/file.hpp"
#include "h5/handle.hpp"

namespace assay::h5 {

/// Throws Error where there is one of that name already.
void write_attribute(hid_t object, const std::string& path, const std::string& name, const Attribute& value);

/// Empty where there is none. Throws Error where it is no single number, text or list of texts.
std::optional<Attribute> read_attribute(hid_t object, const std::string& path, const std::string& name);

/// Names of the attributes that read_attribute can give.
std::vector<std::string> attribute_names(hid_t object, const std::string& path);

}  // namespace assay::h5
