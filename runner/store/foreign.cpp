#include "store/foreign.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <new>
#include <string_view>

#include <assay/error.hpp>

#include "base/child.hpp"
#include "h5/file.hpp"

namespace assay::store {
namespace {

constexpr std::size_t kMostObjects = 10'000;
constexpr rlim_t kMemory = rlim_t{1} << 30;  ///< bytes that the child may take beyond what it inherits
constexpr rlim_t kSeconds = 5;               ///< of processor time; the wall may take twice as long

void limit_resources() {
  std::ifstream pages("/proc/self/statm");
  rlim_t mapped = 0;
  pages >> mapped;
  mapped *= static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
  const rlimit memory{mapped + kMemory, mapped + kMemory}, time{kSeconds, kSeconds};
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_CPU, &time);
}

/// Opens every object, which refuses what could reach outside of the file; reads no elements.
void open_all(const h5::Reader& reader, const std::string& group, std::size_t& count) {
  for (const auto& name : reader.names(group)) {
    const std::string path = (group == "/" ? "" : group) + '/' + name;
    if (++count > kMostObjects) throw Error("it holds more than " + std::to_string(kMostObjects) + " objects");
    if (reader.is_group(path))
      open_all(reader, path, count);
    else
      reader.shape(path);
  }
}

std::string inspect(std::span<const std::byte> bytes) {
  constexpr const char* kName = "it";
  try {
    const h5::Reader reader(bytes, kName);
    std::size_t count = 0;
    open_all(reader, "/", count);
    const auto format = reader.attribute("/", "format");
    const auto* text = format ? std::get_if<std::string>(&*format) : nullptr;
    return text && *text == "assay" ? "it holds a run, but its seal is gone; another program wrote it anew"
                                    : "an HDF5 file of other origin";
  } catch (const std::bad_alloc&) {
    return "it takes more memory than it may";
  } catch (const Error& error) {
    const std::string what = error.what(), prefix = std::string(kName) + ": ";
    return what.starts_with(prefix) ? what.substr(prefix.size()) : what;
  }
}

}  // namespace

bool looks_foreign(std::span<const std::byte> bytes) {
  static constexpr std::string_view kOurs = "assay-run ";
  if (bytes.size() >= kOurs.size() && std::memcmp(bytes.data(), kOurs.data(), kOurs.size()) == 0) return false;
  static constexpr unsigned char kSignature[] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  for (std::size_t at = 0; at + sizeof kSignature <= bytes.size(); at = at == 0 ? 512 : 2 * at)
    if (std::memcmp(bytes.data() + at, kSignature, sizeof kSignature) == 0) return true;
  return false;
}

std::string describe_foreign(std::span<const std::byte> bytes) {
  const auto end = in_child(
      [&](const Say& say) {
        limit_resources();
        say(inspect(bytes));
      },
      std::chrono::seconds(2 * kSeconds));
  return end.done ? end.said : end.trouble() + " when it is read";
}

}  // namespace assay::store
