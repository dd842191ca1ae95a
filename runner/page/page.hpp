#pragma once
/// The page of a report.

#include <string>

#include "page/contents.hpp"

namespace assay::page {

/// One HTML file that needs nothing else. Equal contents give equal bytes.
std::string make_page(const Contents& contents);

}  // namespace assay::page
