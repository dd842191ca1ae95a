#pragma once
/// Text for language models: windows of characters, and for each character the next one.

#include "data/request.hpp"

namespace assay::data {

/// Characters (Unicode code points of UTF-8) become token numbers in the order of their codes. A sample is `window`
/// tokens; its targets are the tokens one further on. Windows begin `stride` characters apart (0: one window after
/// another).
RawDataset load_text(const Request& request);

}  // namespace assay::data
