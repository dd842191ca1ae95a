#pragma once
/// What the fuzz targets share. A target reads bytes by one of the program's readers; to accept them and to refuse them
/// with the program's own exception are both right, anything else is a mistake: a crash, a hang, another exception.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "base/failure.hpp"
#include "temporary_folder.hpp"

/// Reads `size` bytes at `data`, which belong to the caller and may be none. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace assay::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A file in a folder of the process, the same for every input.
inline std::filesystem::path file(const char* name) {
  static const testing_support::TemporaryFolder folder;
  return folder / name;
}

inline std::filesystem::path written(const char* name, std::string_view bytes) {
  const std::filesystem::path path = file(name);
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

/// Calls a reader that may refuse.
template <class Read>
void read_or_refuse(Read read) {
  try {
    read();
  } catch (const Error&) {  // a Failure is one
  }
}

}  // namespace assay::fuzz
