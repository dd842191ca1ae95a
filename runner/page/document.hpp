#pragma once
/// A page as one HTML document that needs nothing else: style, scripts and data are in it, and its content security
/// policy lets it load nothing and run no script but its own.

#include <string>
#include <string_view>

#include "base/json.hpp"

namespace assay::page {

/// `title` is shown as it is, whatever characters it has.
std::string document(const std::string& title, const Json& data);

/// `data` such that no text in it can end the script element that holds it.
std::string script_safe(const Json& data);

}  // namespace assay::page
