#pragma once
/// Amounts of memory and disk as people write them: "500 MB", "2 GB", "1.5 TB", in powers of 1000 as disks are sold.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Empty where the text is no amount; a unit is required.
std::optional<std::uint64_t> to_bytes(std::string_view text);

/// "512 B", "48 kB", "1.2 GB".
std::string bytes_text(double bytes);

}  // namespace assay
