#pragma once
/// The seal of a plugin library: its last line, which holds the SHA-256 of all bytes before it. assay_add_plugin and
/// `assay plugins build` append it; the dynamic loader does not see it. With it every damage shows, a single flipped
/// bit of machine code included, before anything of the library runs. Guards against accidents, not against malice.
///
///     \nassay-seal sha256 <64 hexadecimal digits>\n

#include <filesystem>
#include <optional>
#include <string>

namespace assay::registry {

/// Appends the seal. Throws Error where the file cannot be read or written.
void seal(const std::filesystem::path& file);

/// What is wrong with the bytes of a library: no seal, or bytes that are not those that were sealed.
std::optional<std::string> fault_of_seal(const std::string& bytes);

}  // namespace assay::registry
