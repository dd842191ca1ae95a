#pragma once
/// SHA-256 (FIPS 180-4) of bytes, texts and files, as 64 lower-case hexadecimal digits. From OpenSSL's libcrypto.

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace assay {

std::string sha256(std::span<const std::byte> bytes);
std::string sha256(std::string_view text);

/// Throws Error where the file cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace assay
