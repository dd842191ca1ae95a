#include "h5/library.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>

#include <assay/error.hpp>

#include "h5/handle.hpp"

namespace assay::h5 {
namespace {

herr_t take_description(unsigned, const H5E_error2_t* error, void* text) {
  auto& reason = *static_cast<std::string*>(text);
  if (reason.empty() && error->desc) reason = error->desc;
  return 0;
}

}  // namespace

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    H5dont_atexit();
    if (H5open() < 0) throw Error("libhdf5 does not start");
    H5PLset_loading_state(0);
  });
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // one setting a thread
}

std::string memory_name() {
  static std::atomic<std::uint64_t> count = 0;
  return "/memory/of/assay/" + std::to_string(++count);
}

std::string last_reason() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_description, &reason);
  return reason.empty() ? "unknown reason" : reason;
}

void fail(const char* verb, const std::string& path) {
  throw Error("cannot " + std::string(verb) + " '" + path + "': " + last_reason());
}

}  // namespace assay::h5
