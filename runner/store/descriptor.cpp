#include "store/descriptor.hpp"

#include <fcntl.h>

#include <cstring>

#include "base/failure.hpp"

namespace assay::store {

Descriptor open_file(const std::filesystem::path& file, int flags) {
  return Descriptor(again_if_interrupted([&] { return ::open(file.c_str(), flags | O_CLOEXEC, 0666); }));
}

bool write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written = again_if_interrupted([&] { return ::write(descriptor, bytes.data(), bytes.size()); });
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

void cannot_write(const std::filesystem::path& file, int cause, std::size_t bytes) {
  const bool no_room = cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
  throw Failure(ExitCode::results, "cannot write " + file.string() + ": " + std::strerror(cause) +
                                       (no_room ? " (needs " + std::to_string(bytes) + " bytes)" : ""));
}

}  // namespace assay::store
