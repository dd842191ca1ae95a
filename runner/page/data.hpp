#pragma once
/// All data of a page as one JSON value; the scripts of web/ draw it and compute no statistics of their own.

#include "base/json.hpp"
#include "page/contents.hpp"

namespace assay::page {

Json data(const Contents& contents);

}  // namespace assay::page
