#include "page/page.hpp"

#include "page/data.hpp"
#include "page/document.hpp"

namespace assay::page {

std::string make_page(const Contents& contents) {
  const std::string title = contents.runs.empty() ? "Assay" : contents.runs.front().experiment + " - Assay";
  return document(title, data(contents));
}

}  // namespace assay::page
