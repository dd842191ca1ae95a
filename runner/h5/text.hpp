#pragma once
/// Text in data sets and attributes.

#include <functional>
#include <string>
#include <vector>

#include "h5/handle.hpp"

namespace assay::h5 {

/// Variable-length UTF-8: h5py gives `str` for it, and `bytes` for texts of fixed length. Made once.
const Handle& text_type();

/// For reading and writing data sets of texts: without it libhdf5 clears two megabytes of conversion buffer each time.
const Handle& text_transfer();

/// All texts of a data set or attribute with this type and space, well_formed(). `read` fills a buffer with values of
/// the type it is given and returns libhdf5's status.
std::vector<std::string> read_texts(hid_t type, hid_t space, const std::string& path,
                                    const std::function<herr_t(hid_t type, void* buffer)>& read);

}  // namespace assay::h5
