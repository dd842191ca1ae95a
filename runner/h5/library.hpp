#pragma once
/// libhdf5 as a whole: made harmless before its first use, and asked what went wrong.

#include <string>

namespace assay::h5 {

/// Must come before any other call in a thread. No exit handler (it crashes after some errors), no messages on standard
/// error, no filter plugins (a file could name a library to load).
void start_library();

/// A name for a file that exists in memory only. No two are alike, for libhdf5 takes files of one name for one file.
std::string memory_name();

/// The innermost message on libhdf5's error stack.
std::string last_reason();

}  // namespace assay::h5
