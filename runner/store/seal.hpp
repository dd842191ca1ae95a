#pragma once
/// The seal: the first 512 bytes of a run file, plain text padded with NUL, by which a reader knows that the file is
/// ours, whole and undamaged before libhdf5 sees a byte of it. It proves integrity, not origin: anybody can compute it.
///
///     assay-run 1
///     bytes 48128
///     sha256 <of everything after the first 512 bytes>
///     result <digest of the results, see digest.hpp>
///     status complete
///     run 3f2a91c07b5e6d48
///     origin <SHA-256 of what the run was made with, see origin.hpp; older files have none>
///     seal <SHA-256 of the lines above>
///
/// The first and the last line are the same in every format, so that an older program can tell newer from damaged.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace assay::store {

inline constexpr int kFormatMajor = 1;  ///< a program reads files of its own and of earlier major formats
inline constexpr int kFormatMinor = 3;  ///< grows when something optional is added

struct Seal {
  std::string run, status, result, sha256;
  std::uint64_t bytes = 0;  ///< of the whole file
  std::string origin{};
};

/// Fills the first 512 bytes of `file`. `bytes` and `sha256` are computed; those given are not used.
void put_seal(std::span<std::byte> file, Seal seal);

/// The seal in a file's first 512 bytes; empty where they are none, or a broken one. Throws Error for a newer format.
std::optional<Seal> find_seal(std::span<const std::byte> block);

/// The seal of a whole file that keeps what it promises. Throws Error: not ours, damaged, a newer format.
Seal check_seal(std::span<const std::byte> file);

}  // namespace assay::store
