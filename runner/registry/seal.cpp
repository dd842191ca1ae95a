#include "registry/seal.hpp"

#include <fstream>
#include <iterator>

#include <assay/error.hpp>

#include "base/sha256.hpp"

namespace assay::registry {
namespace {

constexpr std::string_view kMark = "\nassay-seal sha256 ";
constexpr std::size_t kLength = kMark.size() + 64 + 1;

std::string line_for(std::string_view bytes) { return std::string(kMark) + sha256(bytes) + '\n'; }

}  // namespace

void seal(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(file.string() + ": it cannot be read");
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::ofstream out(file, std::ios::binary | std::ios::app);
  if (!(out << line_for(bytes) << std::flush)) throw Error(file.string() + ": it cannot be written");
}

std::optional<std::string> fault_of_seal(const std::string& bytes) {
  const std::string_view all(bytes);
  if (all.size() < kLength || all.substr(all.size() - kLength, kMark.size()) != kMark)
    return "it has no seal at its end: it is truncated, was changed after it was built (strip?), or was not built with "
           "assay_add_plugin or 'assay plugins build'";
  const std::string_view sealed = all.substr(0, all.size() - kLength);
  if (all.substr(sealed.size()) != line_for(sealed))
    return "it is damaged: its bytes are not those that were sealed when it was built; build it again";
  return std::nullopt;
}

}  // namespace assay::registry
