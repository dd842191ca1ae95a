#include "store/seal.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

#include <assay/error.hpp>

#include "base/sha256.hpp"
#include "h5/file.hpp"

namespace assay::store {
namespace {

constexpr std::string_view kMagic = "assay-run ";
constexpr std::size_t kDigits = 64;  // of a SHA-256
constexpr std::size_t kLastLine = std::string_view("seal \n").size() + kDigits;

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What follows `key` on its line; empty where there is no such line.
std::string value_of(std::string_view lines, std::string_view key) {
  const std::string begin = '\n' + std::string(key) + ' ';
  const std::size_t found = lines.find(begin);
  if (found == std::string_view::npos) return {};
  const std::size_t value = found + begin.size();
  return std::string(lines.substr(value, lines.find('\n', value) - value));
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// The lines above the last one, if the last one and the padding are right.
std::optional<std::string_view> sealed_lines(std::string_view block) {
  const std::size_t size = std::min(block.find('\0'), block.size());
  if (block.find_first_not_of('\0', size) != std::string_view::npos || size < kLastLine) return std::nullopt;
  const std::string_view lines = block.substr(0, size - kLastLine);
  if (block.substr(lines.size(), kLastLine) != "seal " + sha256(lines) + '\n') return std::nullopt;
  return lines;
}

}  // namespace

void put_seal(std::span<std::byte> file, Seal seal) {
  std::string text = std::string(kMagic) + std::to_string(kFormatMajor) + '\n';
  text += "bytes " + std::to_string(file.size()) + '\n';
  text += "sha256 " + sha256(file.subspan(h5::kUserBlock)) + '\n';
  text += "result " + seal.result + '\n';
  text += "status " + seal.status + '\n';
  text += "run " + seal.run + '\n';
  if (!seal.origin.empty()) text += "origin " + seal.origin + '\n';
  text += "seal " + sha256(text) + '\n';
  if (text.size() > h5::kUserBlock) throw Error("the run id '" + seal.run + "' is too long");
  std::memcpy(file.data(), text.data(), text.size());
}

std::optional<Seal> find_seal(std::span<const std::byte> block) {
  const std::string_view text = text_of(block);
  if (block.size() != h5::kUserBlock || !text.starts_with(kMagic)) return std::nullopt;
  const auto lines = sealed_lines(text);
  if (!lines) return std::nullopt;
  const std::uint64_t format = number_of(lines->substr(kMagic.size()));
  if (format > kFormatMajor)
    throw Error("written by a newer format " + std::to_string(format) + "; this program reads up to " +
                std::to_string(kFormatMajor));
  return Seal{value_of(*lines, "run"),    value_of(*lines, "status"),           value_of(*lines, "result"),
              value_of(*lines, "sha256"), number_of(value_of(*lines, "bytes")), value_of(*lines, "origin")};
}

Seal check_seal(std::span<const std::byte> file) {
  if (file.empty()) throw Error("not written by assay: the file is empty");
  if (!text_of(file).starts_with(kMagic)) throw Error("not written by assay");
  if (file.size() < h5::kUserBlock)
    throw Error("damaged: at least " + std::to_string(h5::kUserBlock) + " bytes expected, " +
                std::to_string(file.size()) + " found");
  const auto seal = find_seal(file.first(h5::kUserBlock));
  if (!seal) throw Error("damaged: the seal in its first " + std::to_string(h5::kUserBlock) + " bytes is broken");
  if (seal->bytes != file.size())
    throw Error("damaged: " + std::to_string(seal->bytes) + " bytes expected, " + std::to_string(file.size()) +
                " found");
  if (seal->sha256 != sha256(file.subspan(h5::kUserBlock))) throw Error("damaged: its SHA-256 differs");
  return *seal;
}

}  // namespace assay::store
