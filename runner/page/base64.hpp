#pragma once
/// Base64 (RFC 4648), by which HTML carries bytes.

#include <cstdint>
#include <span>
#include <string>

namespace assay::page {

std::string base64(std::span<const std::uint8_t> bytes);

}  // namespace assay::page
